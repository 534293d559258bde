import type { ServiceTarget } from '../../discovery/index';

const NO_TRANSLATION = 'experimental.istio.io/disable-gateway-port-translation';

/**
 * The container ports a Gateway server listens on: those behind the service port with its number.
 * @param legacy the Gateway chose the proxy by labels: only the first match counts, and a port without any is taken literally
 */
export function portsForServer(
  number: number,
  targets: readonly ServiceTarget[],
  legacy: boolean,
): readonly number[] {
  const ports = new Set<number>();
  for (const target of targets) {
    if (legacy && NO_TRANSLATION in target.service.labels) continue;
    if (target.port.port !== number) continue;
    if (legacy) return [target.targetPort];
    ports.add(target.targetPort);
  }
  return ports.size === 0 && legacy ? [number] : [...ports];
}

export function hasSameNamespace(target: ServiceTarget, namespace: string): boolean {
  return target.service.namespace === namespace;
}
