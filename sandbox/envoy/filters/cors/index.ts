import { HttpHeaders, type HttpResponse, type Story } from '../../../net/index';
import type { Process } from '../../../sim/index';
import type { StringMatch } from '../../config/index';
import { says } from '../../decision/told';
import type { HttpStream } from '../../http/stream';
import { compileStringMatch, type StringMatcher } from '../../match/string-matcher';
import { defineFilter, type Next } from '../filter';

/** envoy.extensions.filters.http.cors.v3.CorsPolicy, as a route carries it. */
interface CorsPolicy {
  readonly allowOriginStringMatch?: readonly StringMatch[];
  readonly allowMethods?: string;
  readonly allowHeaders?: string;
  readonly exposeHeaders?: string;
  readonly maxAge?: string;
  readonly allowCredentials?: boolean;
  readonly forwardNotMatchingPreflights?: boolean;
}

/**
 * Answers preflights of allowed origins itself and marks the answers to other requests of theirs
 * (source/extensions/filters/http/cors/cors_filter.cc).
 */
export const corsFilter = defineFilter({
  name: 'envoy.filters.http.cors',
  create({ routeConfig }) {
    if (!routeConfig) return undefined;
    const policy = routeConfig as CorsPolicy;
    const origins = (policy.allowOriginStringMatch ?? []).map(compileStringMatch);
    return function* handleCors(stream: HttpStream, next: Next): Process<HttpResponse> {
      const origin = stream.headers.get('origin');
      if (origin === undefined || origin === '') return yield* next(stream);
      const allowed = isAllowed(origin, origins);
      const method = stream.headers.get('access-control-request-method') ?? '';
      if (stream.method === 'OPTIONS' && method !== '') {
        if (allowed) {
          note(stream, ['preflight', origin, true]);
          const response = preflight(stream, policy);
          markAllowed(response, origin, policy);
          return response;
        }
        if (policy.forwardNotMatchingPreflights === false) {
          note(stream, ['preflight', origin, false]);
          return preflight(stream, policy);
        }
      }
      const response = yield* next(stream);
      if (allowed) markAllowed(response, origin, policy);
      return response;
    };
  },
});

/** Encoded as it is: no local reply, so neither turned into gRPC nor edited by the route. */
function preflight(stream: HttpStream, policy: CorsPolicy): HttpResponse {
  stream.details = 'cors_response';
  const headers = new HttpHeaders();
  if (policy.allowCredentials === true) headers.set('access-control-allow-credentials', 'true');
  if (isSet(policy.allowMethods)) headers.set('access-control-allow-methods', policy.allowMethods);
  if (isSet(policy.allowHeaders)) headers.set('access-control-allow-headers', policy.allowHeaders);
  if (isSet(policy.maxAge)) headers.set('access-control-max-age', policy.maxAge);
  return { status: 200, headers, body: '' };
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

function markAllowed({ headers }: HttpResponse, origin: string, policy: CorsPolicy): void {
  headers.set('access-control-allow-origin', origin);
  if (policy.allowCredentials === true) headers.set('access-control-allow-credentials', 'true');
  if (isSet(policy.exposeHeaders)) headers.set('access-control-expose-headers', policy.exposeHeaders);
}

/** An exact `*` allows every origin. */
function isAllowed(origin: string, origins: readonly StringMatcher[]): boolean {
  return origins.some((matcher) => matcher.matches(origin) || matcher.matches('*'));
}

function note(stream: HttpStream, story: Story): void {
  const origin = stream.route?.config.origin;
  stream.decision.note({
    step: 'filter',
    name: 'envoy.filters.http.cors',
    ...says(story),
    ...(origin ? { origin } : {}),
  });
}
