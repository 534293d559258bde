import type { TransportSocket } from './config/index';
import type { ProxyContext } from './proxy-context';

/** The trust anchors that every workload's certificate is checked against. */
export const MESH_ROOT = 'ROOTCA';

/** Whether a socket names something that SDS has not given: there is no handshake with it. */
export function lacksSecret(
  socket: TransportSocket | undefined,
  proxy: Pick<ProxyContext, 'credential'>,
): boolean {
  const context = socket?.typedConfig?.commonTlsContext;
  for (const { name } of context?.tlsCertificateSdsSecretConfigs ?? [])
    if (isMissing(name, proxy)) return true;
  const anchors = context?.validationContextSdsSecretConfig;
  return anchors !== undefined && isMissing(anchors.name, proxy);
}

function isMissing(sdsName: string, proxy: Pick<ProxyContext, 'credential'>): boolean {
  return proxy.credential(sdsName)?.certificates.length === 0;
}
