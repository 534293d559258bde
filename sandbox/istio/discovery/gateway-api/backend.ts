import type { BackendRef } from '../api/index';
import { serviceHostname } from '../short-name';

/** The host a backend reference stands for; empty when it may not be used, which Envoy answers with 500. */
export function backendHost(reference: BackendRef, namespace: string, clusterDomain: string): string {
  const { group = '', kind = 'Service', name } = reference;
  if (group === 'networking.istio.io' && kind === 'Hostname') return name;
  if (group !== '' || kind !== 'Service' || reference.port === undefined) return '';
  const owner = reference.namespace ?? namespace;
  return owner === namespace ? serviceHostname(name, owner, clusterDomain) : '';
}
