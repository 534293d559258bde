import type {
  HeaderModifier,
  HeaderOperations,
  Headers,
  HttpMirrorPolicy,
  HttpRoute,
  HttpRouteFilter,
} from '../api/index';
import type { Backend } from './backend';
import { toCorsPolicy } from './cors-filter';
import type { Problem } from './problem';

type Filtered = Pick<HttpRoute, 'headers' | 'redirect' | 'rewrite' | 'mirrors' | 'corsPolicy'>;

/** What the filters of a rule amount to. A fatal problem spoils the whole route, another one only its filter. */
export interface AppliedFilters {
  readonly filtered: Filtered;
  /** Of mirrors that lead nowhere, in their order. */
  readonly problems: readonly Problem[];
  readonly fatal?: Problem;
}

/** Filters in Istio's terms. @param kinds which filters may stand here */
export function applyFilters(
  filters: readonly HttpRouteFilter[],
  kinds: readonly string[],
  backendOf: (reference: NonNullable<HttpRouteFilter['requestMirror']>['backendRef']) => Backend,
): AppliedFilters {
  let filtered: Filtered = {};
  const problems: Problem[] = [];
  const mirrors: HttpMirrorPolicy[] = [];
  for (const filter of filters) {
    if (!kinds.includes(filter.type)) {
      const message = `unsupported filter type ${JSON.stringify(filter.type)}`;
      return { filtered: {}, problems, fatal: { reason: 'InvalidFilter', message } };
    }
    const invalid = headerProblem(filter);
    if (invalid !== undefined) return { filtered: {}, problems, fatal: invalid };
    filtered = { ...filtered, ...redirectOf(filter), ...rewriteOf(filter), ...corsOf(filter) };
    if (filter.requestMirror) {
      const backend = backendOf(filter.requestMirror.backendRef);
      if (backend.problem) problems.push(backend.problem);
      else if (backend.destination)
        mirrors.push({ destination: backend.destination, ...shareOf(filter.requestMirror) });
    }
  }
  const headers = headersOf(filters);
  return {
    filtered: {
      ...filtered,
      ...(headers ? { headers } : {}),
      ...(mirrors.length > 0 ? { mirrors } : {}),
    },
    problems,
  };
}

/** Header changes of a rule or of a single backend. */
export function headersOf(filters: readonly HttpRouteFilter[]): Headers | undefined {
  const request = filters.findLast((filter) => filter.requestHeaderModifier)?.requestHeaderModifier;
  const response = filters.findLast((filter) => filter.responseHeaderModifier)?.responseHeaderModifier;
  if (request === undefined && response === undefined) return undefined;
  return {
    ...(request ? { request: operations(request) } : {}),
    ...(response ? { response: operations(response) } : {}),
  };
}

/** Values may not hold control characters but tabs. */
export function headerProblem(filter: HttpRouteFilter): Problem | undefined {
  const modifier = filter.requestHeaderModifier ?? filter.responseHeaderModifier;
  const bad = [...(modifier?.set ?? []), ...(modifier?.add ?? [])].find(({ value }) =>
    /[\u0000-\u0008\u000a-\u001f\u007f]/.test(value),
  );
  if (bad === undefined) return undefined;
  return {
    reason: 'InvalidFilter',
    message: `header ${JSON.stringify(bad.name)} value contains invalid characters`,
  };
}

function operations({ set, add, remove }: HeaderModifier): HeaderOperations {
  return {
    ...(set?.length ? { set: firstOfEach(set) } : {}),
    ...(add?.length ? { add: firstOfEach(add) } : {}),
    ...(remove?.length ? { remove } : {}),
  };
}

/** Names in lower case; of several values of one header the first counts. */
function firstOfEach(values: NonNullable<HeaderModifier['set']>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const { name, value } of values) result[name.toLowerCase()] ??= value;
  return result;
}

function redirectOf({ requestRedirect: redirect }: HttpRouteFilter): Pick<Filtered, 'redirect'> {
  if (redirect === undefined) return {};
  const { path } = redirect;
  return {
    redirect: {
      ...(redirect.statusCode === undefined ? {} : { redirectCode: redirect.statusCode }),
      ...(redirect.scheme ? { scheme: redirect.scheme } : {}),
      ...(redirect.hostname ? { authority: redirect.hostname } : {}),
      ...(path?.type === 'ReplaceFullPath' ? { uri: path.replaceFullPath ?? '' } : {}),
      ...(path?.type === 'ReplacePrefixMatch' ? { prefixRewrite: path.replacePrefixMatch ?? '' } : {}),
      ...redirectPort(redirect),
    },
  };
}

/** Without a port: the one of the scheme when that is named, else the listener's. */
function redirectPort(redirect: {
  readonly port?: number;
  readonly scheme?: string;
}): Pick<NonNullable<HttpRoute['redirect']>, 'port' | 'derivePort'> {
  if (redirect.port !== undefined) return { port: redirect.port };
  return { derivePort: redirect.scheme ? 'FROM_PROTOCOL_DEFAULT' : 'FROM_REQUEST_PORT' };
}

function rewriteOf({ urlRewrite: rewrite }: HttpRouteFilter): Pick<Filtered, 'rewrite'> {
  if (rewrite === undefined) return {};
  const { path, hostname } = rewrite;
  const result = {
    ...(hostname ? { authority: hostname } : {}),
    ...(path?.type === 'ReplacePrefixMatch' ? { uri: withoutSlash(path.replacePrefixMatch ?? '') } : {}),
    ...(path?.type === 'ReplaceFullPath'
      ? { uriRegexRewrite: { match: '/.*', rewrite: path.replaceFullPath ?? '' } }
      : {}),
  };
  return Object.keys(result).length === 0 ? {} : { rewrite: result };
}

/** An empty prefix, or `/`, takes the prefix away. */
function withoutSlash(path: string): string {
  return (path.endsWith('/') ? path.slice(0, -1) : path) || '/';
}

function corsOf({ cors }: HttpRouteFilter): Pick<Filtered, 'corsPolicy'> {
  return cors === undefined ? {} : { corsPolicy: toCorsPolicy(cors) };
}

function shareOf(mirror: NonNullable<HttpRouteFilter['requestMirror']>): {
  readonly percentage?: { readonly value: number };
} {
  if (mirror.fraction !== undefined) {
    const { numerator, denominator = 100 } = mirror.fraction;
    return { percentage: { value: (100 * numerator) / denominator } };
  }
  return mirror.percent === undefined ? {} : { percentage: { value: mirror.percent } };
}
