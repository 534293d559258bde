import type { VirtualHost } from '../../../envoy/config/index';
import { DYNAMIC_DNS_CLUSTER, PASSTHROUGH_CLUSTER } from '../cluster-name';
import { meshOrigin, type Context } from '../context';
import { attemptCount, proxyHeaders } from '../network-filters/proxy-headers';
import { proxySettings } from '../proxy/proxy-settings';
import { destinationCluster } from '../routes/destination-cluster';
import { MATCH_ALL } from '../routes/route-match';
import { originOf } from '../../discovery/index';
import type { Origin } from '../../../lib/origin';

/** The virtual host for hosts nobody declared: through as they are, or refused with 502 (outboundTrafficPolicy). */
export function catchAllVirtualHost(context: Context): VirtualHost {
  const { mode, egressProxy } = context.scope.outboundTrafficPolicy;
  const origin = outboundPolicyOrigin(context);
  const headers = proxyHeaders(proxySettings(context), 'outbound');
  if (mode === 'REGISTRY_ONLY') {
    return {
      name: 'block_all',
      domains: ['*'],
      routes: [{ name: 'block_all', match: MATCH_ALL, directResponse: { status: 502 }, origin }],
      ...attemptCount(headers),
      origin,
    };
  }
  const dynamic = mode === 'ALLOW_ANY_DYNAMIC_DNS';
  const name = dynamic ? 'allow_any_dynamic_dns' : 'allow_any';
  const own = dynamic ? DYNAMIC_DNS_CLUSTER : PASSTHROUGH_CLUSTER;
  const cluster = egressProxy ? destinationCluster(egressProxy, undefined, 0) : own;
  return {
    name,
    domains: ['*'],
    routes: [
      {
        name,
        match: MATCH_ALL,
        route: {
          cluster,
          timeout: '0s',
          maxGrpcTimeout: '0s',
          ...(headers.xForwardedHost ? { appendXForwardedHost: true } : {}),
          origin,
        },
        origin,
      },
    ],
    ...attemptCount(headers),
    origin,
  };
}

/** Who decided what happens to traffic nobody declared: a Sidecar, else the mesh. */
export function outboundPolicyOrigin(context: Context): Origin {
  const { sidecar } = context.scope;
  return sidecar?.spec.outboundTrafficPolicy
    ? originOf(sidecar, 'spec.outboundTrafficPolicy')
    : meshOrigin(context, 'outboundTrafficPolicy');
}
