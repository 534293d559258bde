import type { Address, Cluster } from '../../../envoy/config/index';
import type { ConnectionPoolSettings, IstioIngressListener, SidecarSpec } from '../../discovery/api/index';
import { familyOf, type IpFamily } from '../../../lib/ip-address';
import { isHttp2, originOf, type DestinationRule, type Service } from '../../discovery/index';
import { toAddress } from '../proxy/addresses';
import type { Context } from '../context';
import { withConfig, withServices } from '../metadata';
import type { ProxyIps } from '../proxy/proxy-ips';
import { inboundPorts, type InboundPort } from '../inbound-ports';
import { inboundAltStatName } from './alt-stat-name';
import { connectionPool, http2Options } from './connection-pool';
import { upstreamBind } from './upstream-bind';
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
  const rule = service && ruleFor(context, service);
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
            endpoints: [{ lbEndpoints: [{ address }] }],
          },
        }),
    ...connectionPool(pool, mesh, policy.retryBudget),
    ...(isLoopback(address) ? {} : upstreamBind(context.ips, context.ips.dualStack)),
    ...(http2 && !clientProtocol ? { http2: true, ...http2Options(pool) } : {}),
    ...(clientProtocol || port.protocol === 'Unsupported' ? { useDownstreamProtocol: true } : {}),
    ...inboundMetadata(context, port, rule),
    origin: port.origin,
  };
}

/** The rule of a service that its own Sidecar sees; rules for chosen clients are not for what arrives. */
function ruleFor({ snapshot, proxy, scope }: Context, service: Service): DestinationRule | undefined {
  return scope.servicesByHostname.has(service.hostname)
    ? snapshot.destinationRules.lookup(proxy.namespace, service)
    : undefined;
}

/**
 * Every service that leads to the port from the same port, and the rule for the first of them; nothing of a port that is
 * foremost one of something outside.
 */
function inboundMetadata(
  { targets }: Context,
  { targetPort, servicePort }: InboundPort,
  rule: DestinationRule | undefined,
): Pick<Cluster, 'metadata'> {
  const leading = targets.filter((target) => target.targetPort === targetPort);
  if (leading[0]?.service.meshExternal) return {};
  const services = leading.filter(({ port }) => port.port === servicePort).map(({ service }) => service);
  const served = withServices(undefined, services);
  const metadata = rule?.trafficPolicy ? withConfig(served, originOf(rule.config, '')) : served;
  return metadata ? { metadata } : {};
}

function isLoopback(address: Address | undefined): boolean {
  const ip = address?.socketAddress?.address;
  return ip === '127.0.0.1' || ip === '::1';
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
): Address | undefined {
  const endpoint = listener?.defaultEndpoint;
  const { mode } = context.snapshot.mesh.inboundTrafficPolicy;
  if (!listener && mode === 'LOCALHOST') return toAddress(context.ips.loopbacks[0], targetPort);
  if (!endpoint) return undefined;
  if (endpoint.startsWith('unix://')) return toAddress(endpoint, 0);
  const colon = endpoint.lastIndexOf(':');
  const host = endpoint.slice(0, colon);
  const port = Number(endpoint.slice(colon + 1));
  const address = ownAddress(context.ips, host);
  return address === undefined || !Number.isInteger(port) ? undefined : toAddress(address, port);
}

/** The proxy's own address of the family that is named, or the loopback address, of that family if it can be. */
function ownAddress({ own, loopbacks }: ProxyIps, host: string): string | undefined {
  const firstOf = (addresses: readonly string[], family: IpFamily): string | undefined =>
    addresses.find((address) => familyOf(address) === family);
  switch (host) {
    case '0.0.0.0':
      return firstOf(own, 'IPv4') ?? '127.0.0.1';
    case '[::]':
      return firstOf(own, 'IPv6') ?? '::1';
    case '127.0.0.1':
      return firstOf(loopbacks, 'IPv4') ?? loopbacks[0];
    case '[::1]':
      return firstOf(loopbacks, 'IPv6') ?? loopbacks[0];
    default:
      return undefined;
  }
}
