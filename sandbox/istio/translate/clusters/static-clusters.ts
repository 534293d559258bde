import type { Cluster } from '../../../envoy/config/index';
import {
  BLACK_HOLE_CLUSTER,
  DYNAMIC_DNS_CLUSTER,
  INBOUND_PASSTHROUGH_CLUSTER,
  PASSTHROUGH_CLUSTER,
} from '../cluster-name';
import { meshOrigin, type Context } from '../context';
import { connectionPool } from './connection-pool';
import { dnsLookupFamily } from './dns-lookup';
import { dynamicForwardProxy } from './dynamic-forward-proxy';
import { upstreamBind } from './upstream-bind';
import { upstreamSocket } from './upstream-socket';

/** A cluster without hosts: connections end here. */
export function blackHoleCluster(context: Context): Cluster {
  return {
    name: BLACK_HOLE_CLUSTER,
    type: 'STATIC',
    connectTimeout: context.snapshot.mesh.connectTimeout,
    lbPolicy: 'ROUND_ROBIN',
    loadAssignment: { clusterName: BLACK_HOLE_CLUSTER, endpoints: [] },
    origin: meshOrigin(context, 'outboundTrafficPolicy'),
  };
}

/** To wherever the application wanted to go. */
export function passthroughCluster(context: Context): Cluster {
  return originalDestination(context, PASSTHROUGH_CLUSTER, 'outboundTrafficPolicy');
}

/** To the container port the client asked for. */
export function inboundPassthroughCluster(context: Context): Cluster {
  return {
    ...originalDestination(context, INBOUND_PASSTHROUGH_CLUSTER, 'inboundTrafficPolicy'),
    ...upstreamBind(context.ips, true),
  };
}

/** To whatever the Host header names, over TLS where the policy says so. */
export function dynamicDnsCluster(context: Context): Cluster {
  const { tls } = context.scope.outboundTrafficPolicy;
  const { mesh } = context.snapshot;
  const socket =
    tls &&
    upstreamSocket(tls, {
      http2: false,
      defaultNames: [],
      ...(mesh.tlsDefaults ? { tlsDefaults: mesh.tlsDefaults } : {}),
    });
  const isPlain = tls === undefined || tls.mode === 'DISABLE';
  return {
    ...originalDestination(context, DYNAMIC_DNS_CLUSTER, 'outboundTrafficPolicy'),
    ...dynamicForwardProxy(anyHostCache(context), isPlain),
    ...(socket ? { transportSocket: socket } : {}),
  };
}

/** The port that the agent answers DNS on. */
const AGENT_DNS = { address: '127.0.0.1', portValue: 15_053 };

/**
 * How hosts that nobody declared are looked up: by the agent where it answers DNS
 * (pilot/pkg/networking/core/networkfilter.go).
 */
export function anyHostCache({
  ips,
  proxy,
}: Pick<Context, 'ips' | 'proxy'>): Readonly<Record<string, unknown>> {
  const cache = { name: 'allow_any_dfp_dns_cache', dnsLookupFamily: dnsLookupFamily(ips), maxHosts: 1024 };
  if (proxy.dnsProxyAddress === undefined) return cache;
  return {
    ...cache,
    typedDnsResolverConfig: {
      name: 'envoy.network.dns_resolver.cares',
      typedConfig: {
        '@type': 'type.googleapis.com/envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig',
        resolvers: [{ socketAddress: agentAddress(proxy.dnsProxyAddress) }],
      },
    },
  };
}

/** `host:port`; anything else is where agents mostly listen. */
function agentAddress(written: string): typeof AGENT_DNS {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(written) ?? [];
  if (host === '') return AGENT_DNS;
  return { address: host === 'localhost' ? AGENT_DNS.address : host, portValue: Number(port) };
}

function originalDestination(context: Context, name: string, path: string): Cluster {
  const { mesh } = context.snapshot;
  return {
    name,
    type: 'ORIGINAL_DST',
    lbPolicy: 'CLUSTER_PROVIDED',
    ...connectionPool(mesh.defaultTrafficPolicy?.connectionPool, mesh),
    idleTimeout: '300s',
    useDownstreamProtocol: true,
    origin: meshOrigin(context, path),
  };
}
