import type { Cluster } from '../../../envoy/config/index';
import {
  BLACK_HOLE_CLUSTER,
  DYNAMIC_DNS_CLUSTER,
  INBOUND_PASSTHROUGH_CLUSTER,
  PASSTHROUGH_CLUSTER,
} from '../cluster-name';
import { meshOrigin, type Context } from '../context';
import { connectionPool } from './connection-pool';
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
  const cache = { name: 'dynamic_forward_proxy_cache_config', dnsLookupFamily: 'V4_PREFERRED' };
  return {
    ...originalDestination(context, DYNAMIC_DNS_CLUSTER, 'outboundTrafficPolicy'),
    ...dynamicForwardProxy(cache, isPlain),
    ...(socket ? { transportSocket: socket } : {}),
  };
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
