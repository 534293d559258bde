import type { Listener } from '../api/index';

/** Whether every service of the mesh is reachable through a listener by its name in the SNI: between networks. */
export function isAutoPassthrough(
  labels: Readonly<Record<string, string>>,
  { port, tls }: Listener,
): boolean {
  if (tls === undefined) return false;
  if (tls.options?.['gateway.istio.io/listener-protocol'] === 'auto-passthrough') return true;
  if (labels['topology.istio.io/network'] === undefined) return false;
  return String(port) === (labels['networking.istio.io/gatewayPort'] ?? '15443');
}
