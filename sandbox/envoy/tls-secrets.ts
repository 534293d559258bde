import type { SdsSecretConfig, TransportSocket } from './config/index';
import type { ProxyContext } from './proxy-context';

/** The trust anchors that every workload's certificate is checked against. */
export const MESH_ROOT = 'ROOTCA';

/** Whether a socket names something that SDS has not given: there is no handshake with it. */
export function lacksSecret(
  socket: TransportSocket | undefined,
  proxy: Pick<ProxyContext, 'credential'>,
): boolean {
  const context = socket?.typedConfig?.commonTlsContext;
  for (const own of context?.tlsCertificateSdsSecretConfigs ?? []) if (isMissing(own, proxy)) return true;
  const anchors = context?.validationContextSdsSecretConfig;
  return anchors !== undefined && isMissing(anchors, proxy);
}

/** Servers of their own answer nothing here. */
function isMissing({ name, server }: SdsSecretConfig, proxy: Pick<ProxyContext, 'credential'>): boolean {
  return server !== undefined || proxy.credential(name)?.certificates.length === 0;
}
