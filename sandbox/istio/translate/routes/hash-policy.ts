import type { HashPolicy } from '../../../envoy/config/index';
import type { ConsistentHash, Destination } from '../../discovery/api/index';
import type { DestinationRule, Service } from '../../discovery/index';
import type { Context } from '../context';
import { toProtobufDuration } from '../duration';

/** The consistent hash a DestinationRule asks for on a route to this destination: subset port, subset, port, rule. */
export function hashForDestination(context: Context, destination: Destination): ConsistentHash | undefined {
  const service = context.scope.servicesByHostname.get(destination.host);
  const rule = service && context.destinationRule(service);
  if (rule === undefined) return undefined;
  const subset = rule.subsets.find((candidate) => candidate.subset.name === (destination.subset ?? ''));
  const policy = subset?.subset.trafficPolicy;
  const port = destination.port?.number;
  return (
    portHash(policy?.portLevelSettings, port) ??
    policy?.loadBalancer?.consistentHash ??
    portHash(rule.trafficPolicy?.portLevelSettings, port) ??
    rule.trafficPolicy?.loadBalancer?.consistentHash
  );
}

/** The consistent hash on the route of a service without VirtualService. */
export function hashForService(context: Context, service: Service, port: number): ConsistentHash | undefined {
  const rule: DestinationRule | undefined = context.destinationRule(service);
  return (
    portHash(rule?.trafficPolicy?.portLevelSettings, port) ??
    rule?.trafficPolicy?.loadBalancer?.consistentHash
  );
}

export function toHashPolicy(hash: ConsistentHash | undefined): HashPolicy | undefined {
  if (hash?.httpHeaderName) return { header: { headerName: hash.httpHeaderName } };
  if (hash?.httpCookie) {
    const { name, path, ttl, attributes } = hash.httpCookie;
    return {
      cookie: {
        name,
        ...(ttl === undefined ? {} : { ttl: toProtobufDuration(ttl) }),
        ...(path ? { path } : {}),
        ...(attributes ? { attributes } : {}),
      },
    };
  }
  if (hash?.useSourceIp !== undefined) return { connectionProperties: { sourceIp: hash.useSourceIp } };
  if (hash?.httpQueryParameterName) return { queryParameter: { name: hash.httpQueryParameterName } };
  return undefined;
}

function portHash(
  settings:
    | readonly {
        readonly port?: { readonly number?: number };
        readonly loadBalancer?: { readonly consistentHash?: ConsistentHash };
      }[]
    | undefined,
  port: number | undefined,
): ConsistentHash | undefined {
  if (port === undefined) return undefined;
  return settings?.find((setting) => setting.port?.number === port)?.loadBalancer?.consistentHash;
}
