import type { ClusterWeight, HashPolicy, RouteAction } from '../../../envoy/config/index';
import type { Destination, HttpRewrite, HttpRoute } from '../../discovery/api/index';
import { originOf, type HttpRule, type Service } from '../../discovery/index';
import type { Context } from '../context';
import { toProtobufDuration } from '../duration';
import { proxyHeaders } from '../network-filters/proxy-headers';
import { proxySettings } from '../proxy/proxy-settings';
import { destinationCluster } from './destination-cluster';
import { hashForDestination, toHashPolicy } from './hash-policy';
import { appendHeaders, headerFields, translateHeaders, type HeaderLists } from './headers';
import { translateMirrors } from './mirror';
import { translateRetries } from './retry-policy';

export interface ActionInput {
  readonly context: Context;
  readonly rule: HttpRule;
  readonly listenPort: number;
  readonly semantics: 'istio' | 'gateway' | 'ingress';
  /** The matched `pathSeparatedPrefix`, which Gateway API rewrites cut off. */
  readonly matchedPrefix?: string;
  readonly serviceFor: (host: string) => Service | undefined;
}

/** Where requests of a rule go, and what happens to them on the way; with the header operations left for the route. */
export function translateAction(input: ActionInput): { action: RouteAction; headers: HeaderLists } {
  const { context, rule, semantics } = input;
  const { route } = rule;
  const destinations = route.route ?? [];
  const clusterOf = (destination: Destination): string =>
    destinationCluster(destination, input.serviceFor(destination.host), input.listenPort);
  const single = destinations.length === 1 ? destinations[0] : undefined;
  const own = translateHeaders(route.headers);
  const headers = single ? appendHeaders(own, translateHeaders(single.headers)) : own;
  const authority = route.rewrite?.authority || headers.authority;
  const timeout = toProtobufDuration(route.timeout ?? '0s');
  const mirrors = translateMirrors(route, clusterOf, context.snapshot.features);
  const hashPolicy = hashPolicies(context, route);
  const hashed = single !== undefined && hashPolicy.length > 0;
  const retryPolicy = translateRetries(route.retries ?? context.snapshot.mesh.defaultHttpRetryPolicy, hashed);
  // written field by field: a mesh has many thousands of these
  const action: { -readonly [Field in keyof RouteAction]: RouteAction[Field] } = single
    ? { cluster: clusterOf(single.destination), origin: originOf(rule.config, `${rule.path}.route[0]`) }
    : { weightedClusters: { clusters: weightedClusters(rule, clusterOf) } };
  if (semantics === 'gateway') action.clusterNotFoundResponseCode = 'INTERNAL_SERVER_ERROR';
  action.timeout = timeout;
  action.maxGrpcTimeout = timeout;
  if (retryPolicy) action.retryPolicy = retryPolicy;
  if (route.rewrite) Object.assign(action, rewriteFields(route.rewrite, input), forwardedHost(context));
  if (authority) action.hostRewriteLiteral = authority;
  if (hashPolicy.length > 0) action.hashPolicy = hashPolicy;
  if (mirrors.length > 0) action.requestMirrorPolicies = mirrors;
  return { action, headers };
}

/** Weights as written; destinations of weight 0 get nothing and are left out. */
function weightedClusters(rule: HttpRule, clusterOf: (destination: Destination) => string): ClusterWeight[] {
  const clusters: ClusterWeight[] = [];
  (rule.route.route ?? []).forEach((entry, index) => {
    const weight = entry.weight ?? 0;
    if (weight === 0) return;
    const headers = translateHeaders(entry.headers);
    clusters.push({
      name: clusterOf(entry.destination),
      weight,
      ...headerFields(headers),
      ...(headers.authority ? { hostRewriteLiteral: headers.authority } : {}),
      origin: originOf(rule.config, `${rule.path}.route[${String(index)}]`),
    });
  });
  return clusters;
}

/** Rewritten requests tell upstreams which host was asked for, where the proxy's settings want that. */
function forwardedHost(context: Context): Pick<RouteAction, 'appendXForwardedHost'> {
  const { xForwardedHost } = proxyHeaders(proxySettings(context), 'outbound');
  return xForwardedHost ? { appendXForwardedHost: true } : {};
}

/** One entry per destination with consistent hashing, also when two of them say the same. */
function hashPolicies(context: Context, route: HttpRoute): HashPolicy[] {
  const destinations = route.route ?? [];
  const used =
    destinations.length === 1 ? destinations : destinations.filter((entry) => (entry.weight ?? 0) > 0);
  return used.flatMap((entry) => {
    const policy = toHashPolicy(hashForDestination(context, entry.destination));
    return policy ? [policy] : [];
  });
}

function rewriteFields(rewrite: HttpRewrite, input: ActionInput): Partial<RouteAction> {
  const regex = rewrite.uriRegexRewrite;
  if (regex) {
    return {
      regexRewrite: { pattern: { regex: regex.match ?? '' }, substitution: regex.rewrite ?? '' },
    };
  }
  if (!rewrite.uri) return {};
  if (input.semantics !== 'gateway' || rewrite.uri !== '/') return { prefixRewrite: rewrite.uri };
  const prefix = (input.matchedPrefix ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return { regexRewrite: { pattern: { regex: `^${prefix}(/?)(.*)` }, substitution: '/\\2' } };
}
