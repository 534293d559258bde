import type { Cluster } from '../../../envoy/config/index';
import type { ConnectionPoolSettings, IstioIngressListener, SidecarSpec } from '../../discovery/api/index';
import { isHttp2 } from '../../discovery/index';
import type { Context } from '../context';
import { inboundPorts, type InboundPort } from '../inbound-ports';
import { inboundAltStatName } from './alt-stat-name';
import { connectionPool, http2Options } from './connection-pool';
import { portPolicy } from './traffic-policy';

/** One cluster per container port: the application itself. */
export function inboundClusters(context: Context): Cluster[] {
  return inboundPorts(context).map((port) => inboundCluster(context, port));
}

function inboundCluster(context: Context, port: InboundPort): Cluster {
  const { mesh } = context.snapshot;
  const listener = context.scope.sidecar?.spec.ingress?.find(
    (candidate) => candidate.port.number === port.targetPort,
  );
  const address = localAddress(context, listener, port.targetPort);
  const service = context.targets.find((target) => target.targetPort === port.targetPort)?.service;
  const rule = service && context.destinationRule(service);
  const policy = portPolicy(rule?.trafficPolicy, port.servicePort, mesh);
  const pool = inboundPool(context.scope.sidecar?.spec, port.targetPort) ?? policy.connectionPool;
  const http2 = isHttp2(port.protocol);
  const clientProtocol = pool?.http?.useClientProtocol ?? false;
  return {
    name: port.cluster,
    ...inboundAltStatName(mesh, port),
    ...(address === undefined
      ? { type: 'ORIGINAL_DST', lbPolicy: 'CLUSTER_PROVIDED' }
      : {
          type: 'STATIC',
          lbPolicy: 'ROUND_ROBIN',
          loadAssignment: {
            clusterName: port.cluster,
            endpoints: [{ lbEndpoints: [{ address: { socketAddress: address } }] }],
          },
        }),
    ...connectionPool(pool, mesh, policy.retryBudget),
    ...(http2 && !clientProtocol ? { http2: true, ...http2Options(pool) } : {}),
    ...(clientProtocol || port.protocol === 'Unsupported' ? { useDownstreamProtocol: true } : {}),
    origin: port.origin,
  };
}

/** What a Sidecar says of connections to one of the application's ports: the port's own word, else the general one. */
export function inboundPool(
  sidecar: SidecarSpec | undefined,
  port: number,
): ConnectionPoolSettings | undefined {
  const listener = sidecar?.ingress?.find((candidate) => candidate.port.number === port);
  return listener?.connectionPool ?? sidecar?.inboundConnectionPool;
}

/**
 * Where a Sidecar's `defaultEndpoint` sends, or a mesh whose applications listen on the loopback address only;
 * undefined = the address and port that the client asked for.
 */
function localAddress(
  context: Context,
  listener: IstioIngressListener | undefined,
  targetPort: number,
): { readonly address: string; readonly portValue: number } | undefined {
  const endpoint = listener?.defaultEndpoint;
  const { mode } = context.snapshot.mesh.inboundTrafficPolicy;
  const loopback = isIpv6(context.proxy.ip) ? '::1' : '127.0.0.1';
  if (!listener && mode === 'LOCALHOST') return { address: loopback, portValue: targetPort };
  if (!endpoint || endpoint.startsWith('unix://')) return undefined;
  const colon = endpoint.lastIndexOf(':');
  const address = endpoint.slice(0, colon);
  const portValue = Number(endpoint.slice(colon + 1));
  if (colon < 0 || !Number.isInteger(portValue)) return undefined;
  const isInstance = address === '0.0.0.0' || address === '[::]';
  return { address: isInstance ? context.proxy.ip : loopback, portValue };
}

function isIpv6(ip: string): boolean {
  return ip.includes(':');
}
