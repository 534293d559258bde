import type { NetworkFilter, TcpProxy } from '../../../envoy/config/index';
import { parseDurationMs } from '../../../lib/duration';
import type { Origin } from '../../../lib/origin';
import type { RouteDestination } from '../../discovery/api/index';
import {
  originOf,
  type Config,
  type DestinationRule,
  type Protocol,
  type Service,
  type ServicePortModel,
} from '../../discovery/index';
import { BLACK_HOLE_CLUSTER } from '../cluster-name';
import { accessLog } from '../telemetry/access-log';
import type { Context } from '../context';
import { toProtobufDuration } from '../duration';
import { hostPort } from '../host-port';
import { destinationCluster } from '../routes/destination-cluster';
import { serviceStatSubject, statName } from '../stat-name';

const ENVOY_NAME = 'envoy.filters.network.tcp_proxy';

/** Closes what would come back to the listener it came from; nothing is logged of it. */
export function blackHole(origin: Origin): NetworkFilter {
  const cluster = BLACK_HOLE_CLUSTER;
  return { name: ENVOY_NAME, typedConfig: { statPrefix: cluster, cluster, origin } };
}

/** Forwards a connection to one cluster that no DestinationRule speaks of; at a sidecar. */
export function tcpProxy(
  context: Context,
  listenerClass: 'inbound' | 'outbound',
  cluster: string,
  origin: Origin,
  statPrefix = cluster,
): NetworkFilter {
  return {
    name: ENVOY_NAME,
    typedConfig: {
      statPrefix,
      cluster,
      ...idleTimeout(context, undefined),
      ...accessLog(context, listenerClass, 'tcp'),
      origin,
    },
  };
}

/** One cluster of a service: of a port, or of a subset of it. */
export interface ServiceCluster {
  readonly cluster: string;
  readonly service: Service | undefined;
  readonly port: Pick<ServicePortModel, 'port' | 'name'>;
  readonly subset?: string;
  /** Other name of the service, as the route has it. */
  readonly host?: string;
  /** Whether the DestinationRule's `tunnel` counts: not where connections are passed on by SNI alone. */
  readonly tunnels?: boolean;
}

/** Forwards a connection to one cluster of a service, as the service's DestinationRule says. */
export function tcpProxyToService(context: Context, to: ServiceCluster, origin: Origin): NetworkFilter {
  const { cluster, service, subset = '' } = to;
  const rule = service && context.destinationRule(service);
  return {
    name: ENVOY_NAME,
    typedConfig: {
      statPrefix: outboundStatPrefix(context, to),
      cluster,
      ...idleTimeout(context, rule),
      ...hashPolicy(rule, subset),
      ...(to.tunnels === false ? {} : tunnel(rule, subset)),
      ...outboundLog(context),
      origin,
    },
  };
}

/** Forwards a connection to the destinations of a `tcp[]` or `tls[]` rule; weight 0 gets nothing when there are several. */
export function tcpProxyToDestinations(
  context: Context,
  input: {
    readonly destinations: readonly RouteDestination[];
    readonly port: Pick<ServicePortModel, 'port' | 'name'>;
    readonly config: Config<unknown>;
    /** `spec.tcp[0]`. */
    readonly path: string;
  },
): NetworkFilter {
  const { destinations, port, config, path } = input;
  const serviceOf = ({ destination }: RouteDestination): Service | undefined =>
    context.scope.servicesByHostname.get(destination.host);
  const clusterOf = (entry: RouteDestination): string =>
    destinationCluster(entry.destination, serviceOf(entry), port.port);
  const [first] = destinations;
  if (first !== undefined && destinations.length === 1) {
    const { host, subset = '' } = first.destination;
    const to = { cluster: clusterOf(first), service: serviceOf(first), port, subset, host };
    return tcpProxyToService(context, to, originOf(config, `${path}.route[0]`));
  }
  const clusters = destinations.flatMap((entry, index) =>
    (entry.weight ?? 0) > 0
      ? [
          {
            name: clusterOf(entry),
            weight: entry.weight ?? 0,
            origin: originOf(config, `${path}.route[${String(index)}]`),
          },
        ]
      : [],
  );
  const service = first && serviceOf(first);
  const rule = service && context.destinationRule(service);
  return {
    name: ENVOY_NAME,
    typedConfig: {
      statPrefix: `${config.name}.${config.namespace}`,
      weightedClusters: { clusters },
      ...idleTimeout(context, rule),
      // The listener's settings are those of the first service; a subset's do not count.
      ...hashPolicy(rule, ''),
      ...tunnel(rule, ''),
      ...outboundLog(context),
    },
  };
}

/**
 * With what knows the protocol: MongoDB's is read along for statistics, Redis' is spoken in place of TCP where istiod is
 * told so (pilot/pkg/networking/core/networkfilter.go). Of several clusters Redis has the first.
 */
export function withCodec(
  { snapshot: { features } }: Context,
  protocol: Protocol,
  proxy: NetworkFilter,
): NetworkFilter[] {
  if (proxy.name !== ENVOY_NAME) return [proxy];
  const { statPrefix, weightedClusters } = proxy.typedConfig;
  if (protocol === 'Mongo')
    return [{ name: 'envoy.filters.network.mongo_proxy', typedConfig: { statPrefix } }, proxy];
  if (protocol !== 'Redis' || !features.redisFilter) return [proxy];
  const cluster = proxy.typedConfig.cluster ?? weightedClusters?.clusters[0]?.name ?? '';
  const typedConfig = {
    statPrefix,
    settings: { opTimeout: '5s' },
    latencyInMicros: true,
    prefixRoutes: { catchAllRoute: { cluster } },
  } as const;
  return [{ name: 'envoy.filters.network.redis_proxy', typedConfig }];
}

function outboundLog(context: Context): Pick<TcpProxy, 'accessLog'> {
  return accessLog(context, context.proxy.type === 'router' ? 'gateway' : 'outbound', 'tcp');
}

function outboundStatPrefix(context: Context, to: ServiceCluster): string {
  const pattern = context.snapshot.mesh.outboundClusterStatName;
  if (!pattern || to.service === undefined) return to.cluster;
  const subject = serviceStatSubject(to.service, to.port, to.subset ?? '');
  return statName(pattern, to.host === undefined ? subject : { ...subject, host: to.host });
}

/** The rule's timeout, else what the proxy was started with. */
function idleTimeout(
  { proxy }: Context,
  rule: DestinationRule | undefined,
): Pick<TcpProxy, 'idleTimeout' | 'maxDownstreamConnectionDuration'> {
  const tcp = rule?.trafficPolicy?.connectionPool?.tcp;
  const isReadable = proxy.idleTimeout !== undefined && parseDurationMs(proxy.idleTimeout) !== undefined;
  const idle = tcp?.idleTimeout ?? (isReadable ? proxy.idleTimeout : undefined);
  const longest = tcp?.maxConnectionDuration;
  return {
    ...(idle === undefined ? {} : { idleTimeout: toProtobufDuration(idle) }),
    ...(longest === undefined ? {} : { maxDownstreamConnectionDuration: toProtobufDuration(longest) }),
  };
}

/** Of consistent hashing only the client's address means something to TCP; a subset's own load balancer decides first. */
function hashPolicy(rule: DestinationRule | undefined, subset: string): Pick<TcpProxy, 'hashPolicy'> {
  const own = rule?.subsets.find((one) => one.subset.name === subset)?.subset.trafficPolicy?.loadBalancer;
  const { consistentHash } = own ?? rule?.trafficPolicy?.loadBalancer ?? {};
  return consistentHash?.useSourceIp ? { hashPolicy: [{ sourceIp: {} }] } : {};
}

/** A subset's own `tunnel`, or without a subset the rule's. */
function tunnel(rule: DestinationRule | undefined, subset: string): Pick<TcpProxy, 'tunnelingConfig'> {
  const policy =
    subset === ''
      ? rule?.trafficPolicy
      : rule?.subsets.find((one) => one.subset.name === subset)?.subset.trafficPolicy;
  if (policy?.tunnel === undefined) return {};
  const { targetHost = '', targetPort = 0, protocol } = policy.tunnel;
  return {
    tunnelingConfig: {
      hostname: hostPort(targetHost, targetPort),
      ...(protocol === 'POST' ? { usePost: true } : {}),
    },
  };
}
