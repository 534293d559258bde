import type { Service, ServicePortModel } from '../discovery/index';

/** What a name pattern of statistics may speak of. */
export interface StatSubject {
  readonly host: string;
  /** Set for services of Kubernetes: others go by their host. */
  readonly kubernetes?: { readonly name: string; readonly namespace: string };
  readonly port: number;
  readonly portName: string;
  readonly subset?: string;
  /** Not told for listeners: the pattern's word stays as it is. */
  readonly targetPort?: number;
}

/**
 * The name that `inboundClusterStatName` or `outboundClusterStatName` of MeshConfig gives statistics
 * (pilot/pkg/networking/telemetry/telemetry.go).
 */
export function statName(pattern: string, subject: StatSubject): string {
  const { host, kubernetes, targetPort } = subject;
  const words: readonly (readonly [string, string])[] = [
    ['%SERVICE%', kubernetes ? `${kubernetes.name}.${kubernetes.namespace}` : host],
    ['%SERVICE_NAME%', kubernetes?.name ?? host],
    ['%SERVICE_FQDN%', host],
    ['%SUBSET_NAME%', subject.subset ?? ''],
    ...(targetPort === undefined ? [] : ([['%TARGET_PORT%', String(targetPort)]] as const)),
    ['%SERVICE_PORT%', String(subject.port)],
    ['%SERVICE_PORT_NAME%', subject.portName],
  ];
  return words.reduce((text, [word, value]) => text.replaceAll(word, () => value), pattern);
}

/** What the statistics of calls to a service's port are named after. */
export function serviceStatSubject(
  service: Service,
  { port, name }: Pick<ServicePortModel, 'port' | 'name'>,
  subset: string,
): StatSubject {
  const kubernetes = service.registry === 'Kubernetes' ? { kubernetes: service } : {};
  return { host: service.hostname, ...kubernetes, port, portName: name, subset, targetPort: 0 };
}
