import type {
  RetryPolicy,
  Route,
  RouteAction,
  RouteConfiguration,
  RouteMatch,
  VirtualHost,
} from '../../../../../envoy/config/index';
import { message, typed } from './message';

const MAX_DIRECT_RESPONSE_BYTES = 1_048_576;

/** A route configuration as Envoy's dump has it. */
export function printedRoutes({
  name,
  virtualHosts,
  ignorePortInHostMatching,
}: RouteConfiguration): Readonly<Record<string, unknown>> {
  return message({
    name,
    virtualHosts: virtualHosts.map(printedHost),
    validateClusters: false,
    maxDirectResponseBodySizeBytes: MAX_DIRECT_RESPONSE_BYTES,
    ignorePortInHostMatching,
  });
}

function printedHost(host: VirtualHost): Readonly<Record<string, unknown>> {
  const { name, domains, routes, requireTls, includeRequestAttemptCount, typedPerFilterConfig } = host;
  return message({
    name,
    domains,
    routes: routes.map(printedRoute),
    requireTls,
    typedPerFilterConfig: typedPerFilterConfig && printedOverrides(typedPerFilterConfig),
    includeRequestAttemptCount,
  });
}

function printedRoute(route: Route): Readonly<Record<string, unknown>> {
  const { name, redirect, directResponse, metadata, decorator, statPrefix, typedPerFilterConfig } = route;
  const { requestHeadersToAdd, requestHeadersToRemove } = route;
  const { responseHeadersToAdd, responseHeadersToRemove } = route;
  return message({
    name,
    match: printedMatch(route.match),
    route: route.route && printedAction(route.route),
    redirect,
    directResponse,
    metadata,
    decorator,
    typedPerFilterConfig: typedPerFilterConfig && printedOverrides(typedPerFilterConfig),
    requestHeadersToAdd,
    requestHeadersToRemove,
    responseHeadersToAdd,
    responseHeadersToRemove,
    statPrefix,
  });
}

const overrideTypes: Readonly<Record<string, string>> = {
  'envoy.filters.http.cors': 'envoy.extensions.filters.http.cors.v3.CorsPolicy',
  'envoy.filters.http.fault': 'envoy.extensions.filters.http.fault.v3.HTTPFault',
  'envoy.filters.http.stateful_session':
    'envoy.extensions.filters.http.stateful_session.v3.StatefulSessionPerRoute',
};

/** What filters do differently on a route. */
function printedOverrides(overrides: NonNullable<Route['typedPerFilterConfig']>): unknown {
  return Object.fromEntries(
    Object.entries(overrides).map(([name, config]) => [name, typed(overrideTypes[name] ?? name, config)]),
  );
}

function printedMatch(match: RouteMatch): Readonly<Record<string, unknown>> {
  const { prefix, path, safeRegex, pathSeparatedPrefix, caseSensitive } = match;
  const { headers, queryParameters, dynamicMetadata } = match;
  return message({
    prefix,
    path,
    safeRegex,
    pathSeparatedPrefix,
    caseSensitive,
    headers,
    queryParameters,
    dynamicMetadata,
  });
}

function printedAction(action: RouteAction): Readonly<Record<string, unknown>> {
  const { cluster, weightedClusters, clusterNotFoundResponseCode, prefixRewrite, regexRewrite } = action;
  const { hostRewriteLiteral, autoHostRewrite, appendXForwardedHost, timeout } = action;
  const { requestMirrorPolicies, hashPolicy, maxGrpcTimeout } = action;
  return message({
    cluster,
    weightedClusters,
    clusterNotFoundResponseCode,
    prefixRewrite,
    regexRewrite,
    hostRewriteLiteral,
    autoHostRewrite,
    appendXForwardedHost,
    timeout,
    retryPolicy: action.retryPolicy && printedRetries(action.retryPolicy),
    requestMirrorPolicies,
    hashPolicy,
    maxGrpcTimeout,
  });
}

/** 64-bit numbers are strings in JSON. */
function printedRetries(policy: RetryPolicy): Readonly<Record<string, unknown>> {
  const { retryOn, numRetries, perTryTimeout, retriableStatusCodes, retryBackOff } = policy;
  const attempts = policy.hostSelectionRetryMaxAttempts;
  return message({
    retryOn,
    numRetries,
    perTryTimeout,
    retryHostPredicate: policy.retryHostPredicate?.map(({ name }) => ({
      name,
      typedConfig: typed('envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate'),
    })),
    retryPriority: policy.retryPriority && {
      ...policy.retryPriority,
      typedConfig: {
        ...typed('envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig'),
        updateFrequency: 2,
      },
    },
    hostSelectionRetryMaxAttempts: attempts === undefined ? undefined : String(attempts),
    retriableStatusCodes,
    retryBackOff,
  });
}
