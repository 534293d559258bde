import type {
  BackendRef,
  GrpcRouteSpec,
  HttpMatchRequest,
  HttpRoute,
  HttpRouteDestination,
  HttpRouteFilter,
  HttpRouteRule,
  HttpRouteSpec,
} from '../api/index';
import type { Config } from '../config';
import type { HttpRule } from '../virtual-service';
import { toBackend, type BackendOwner } from './backend';
import type { ConversionInput } from './conversion-input';
import { applyFilters, headerProblem, headersOf } from './http-filters';
import { toGrpcMatchRequest, toMatchRequest } from './http-match';
import { kinds } from './object-kinds';
import { joinProblems, type Problem } from './problem';

/** Rules, and what is wrong with them; a fatal problem leaves none. */
export interface ConvertedRules<Rule> {
  readonly rules: readonly Rule[];
  readonly problem?: Problem | undefined;
}

const HTTP_FILTERS = [
  'RequestHeaderModifier',
  'ResponseHeaderModifier',
  'RequestRedirect',
  'RequestMirror',
  'URLRewrite',
  'CORS',
];
const GRPC_FILTERS = ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror'];
const BACKEND_FILTERS = ['RequestHeaderModifier', 'ResponseHeaderModifier'];

/** The rules of an HTTPRoute, one per match, as they are written. */
export function httpRules(
  config: Config<HttpRouteSpec>,
  mesh: boolean,
  input: ConversionInput,
): ConvertedRules<HttpRule> {
  const owner = { kind: kinds.httpRoute, namespace: config.namespace, needsGrant: !mesh };
  const rules = (config.spec.rules ?? []).map((rule, index) => ({
    matches: rule.matches?.map(toMatchRequest),
    build: (): BuiltRoute => {
      const built = buildRoute(config, rule, index, HTTP_FILTERS, owner, input);
      return { ...built, ...(built.route ? { route: withPatience(built.route, rule) } : {}) };
    },
  }));
  return convert(config, rules);
}

/** The rules of a GRPCRoute, one per match, as they are written. */
export function grpcRules(
  config: Config<GrpcRouteSpec>,
  mesh: boolean,
  input: ConversionInput,
): ConvertedRules<HttpRule> {
  const owner = { kind: kinds.grpcRoute, namespace: config.namespace, needsGrant: !mesh };
  const rules = (config.spec.rules ?? []).map((rule, index) => ({
    matches: rule.matches?.map(toGrpcMatchRequest),
    build: () => buildRoute(config, rule, index, GRPC_FILTERS, owner, input),
  }));
  return convert(config, rules);
}

interface BuiltRoute {
  readonly route?: HttpRoute;
  readonly problem?: Problem | undefined;
}

function convert(
  config: Config<unknown>,
  rules: readonly {
    readonly matches: readonly HttpMatchRequest[] | undefined;
    readonly build: () => BuiltRoute;
  }[],
): ConvertedRules<HttpRule> {
  const result: HttpRule[] = [];
  let problem: Problem | undefined;
  for (const [index, rule] of rules.entries()) {
    const built = rule.build();
    if (built.route === undefined) return { rules: [], problem: built.problem };
    problem = built.problem ?? problem;
    const { route } = built;
    const path = `spec.rules[${String(index)}]`;
    if (rule.matches === undefined || rule.matches.length === 0) result.push({ route, config, path });
    else for (const match of rule.matches) result.push({ route: { ...route, match: [match] }, config, path });
  }
  return { rules: result, problem };
}

function buildRoute(
  config: Config<unknown>,
  rule: Pick<HttpRouteRule, 'name' | 'filters' | 'backendRefs'>,
  index: number,
  allowed: readonly string[],
  owner: BackendOwner,
  input: ConversionInput,
): BuiltRoute {
  const { filtered, problems, fatal } = applyFilters(rule.filters ?? [], allowed, (reference) =>
    toBackend(reference, owner, input),
  );
  if (fatal !== undefined) return { problem: fatal };
  // A GRPCRoute does not live with a mirror that leads nowhere; an HTTPRoute does.
  const [first] = problems;
  if (first !== undefined && owner.kind === kinds.grpcRoute) return { problem: first };
  const problem = problems.at(-1);
  const base = {
    name: rule.name ?? `${config.namespace}.${config.name}.${String(index)}`,
    ...filtered,
  };
  const backends = rule.backendRefs ?? [];
  const weight = backends.reduce((sum, backend) => sum + (backend.weight ?? 1), 0);
  if (weight === 0 && filtered.redirect === undefined)
    return { route: { ...base, directResponse: { status: 500 } }, problem };
  const { destinations, problem: unusable } = toDestinations(backends, owner, input);
  if (destinations === undefined) return { problem: unusable };
  const route = destinations.length > 0 ? { ...base, route: destinations } : base;
  return { route, problem: joinProblems(unusable, problem) };
}

function toDestinations(
  backends: readonly BackendRef[],
  owner: BackendOwner,
  input: ConversionInput,
): { readonly destinations?: readonly HttpRouteDestination[]; readonly problem?: Problem | undefined } {
  const used = backends.filter((backend) => backend.weight !== 0);
  const destinations: HttpRouteDestination[] = [];
  let problem: Problem | undefined;
  for (const reference of used) {
    const backend = toBackend(reference, owner, input);
    if (backend.destination === undefined) return { problem: backend.problem };
    problem = backend.problem ?? problem;
    const filters = reference.filters ?? [];
    const wrong = backendFilterProblem(filters);
    if (wrong !== undefined) return { problem: wrong };
    const headers = headersOf(filters);
    destinations.push({
      destination: backend.destination,
      ...(used.length === 1 ? {} : { weight: reference.weight ?? 1 }),
      ...(headers ? { headers } : {}),
    });
  }
  return { destinations, problem };
}

function backendFilterProblem(filters: readonly HttpRouteFilter[]): Problem | undefined {
  for (const filter of filters) {
    if (!BACKEND_FILTERS.includes(filter.type))
      return {
        reason: 'InvalidFilter',
        message: `unsupported filter type ${JSON.stringify(filter.type)}`,
      };
    const problem = headerProblem(filter);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Timeouts and retries: a backend's timeout is that of each try when there are retries. */
function withPatience(route: HttpRoute, { timeouts, retry }: HttpRouteRule): HttpRoute {
  const request = positive(timeouts?.request);
  const each = positive(timeouts?.backendRequest);
  const timeout = each !== undefined && retry === undefined ? each : request;
  return {
    ...route,
    ...(timeout === undefined ? {} : { timeout }),
    ...(retry === undefined
      ? {}
      : {
          retries: {
            attempts: retry.attempts ?? 2,
            retryOn: retry.attempts === 0 ? '' : retryConditions(retry.codes ?? []),
            ...(retry.backoff === undefined ? {} : { backoff: retry.backoff }),
            ...(each === undefined ? {} : { perTryTimeout: each }),
          },
        }),
  };
}

function retryConditions(codes: readonly number[]): string {
  return ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', ...codes].join(',');
}

/** Zero means none. */
function positive(duration: string | undefined): string | undefined {
  return duration === undefined || /^(0+(h|m|s|ms))+$/.test(duration) ? undefined : duration;
}
