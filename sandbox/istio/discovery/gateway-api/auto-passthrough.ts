import type { Listener } from '../api/index';
import { DEFAULT_GATEWAY_PORT, GATEWAY_PORT_LABEL, NETWORK_LABEL } from '../networks/network-labels';

/** Whether every service of the mesh is reachable through a listener by its name in the SNI: between networks. */
export function isAutoPassthrough(
  labels: Readonly<Record<string, string>>,
  { port, tls }: Listener,
): boolean {
  if (tls === undefined) return false;
  if (tls.options?.['gateway.istio.io/listener-protocol'] === 'auto-passthrough') return true;
  if (labels[NETWORK_LABEL] === undefined) return false;
  return String(port) === (labels[GATEWAY_PORT_LABEL] ?? String(DEFAULT_GATEWAY_PORT));
}
