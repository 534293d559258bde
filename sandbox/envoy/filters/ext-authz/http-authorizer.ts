import { HttpHeaders, utf8Length, type HttpResponse } from '../../../net/index';
import { durationMs } from '../../cluster/durations';
import type { ExtAuthz, HeaderPatterns, HttpAuthorizationService } from '../../config/index';
import { compileStringMatch } from '../../match/string-matcher';
import type { ProxyServices } from '../../services';
import { askService } from '../own-request';
import type { UpstreamRequest } from '../router/upstream-request';
import { ERROR, type Authorizer, type Judgement } from './authorizer';
import type { CheckedHttp, CheckedRequest } from './check-request';

const DEFAULT_TIMEOUT_MS = 200;
/** These reach the authorizer whatever the settings say. */
const ALWAYS_SHOWN = 'authorization';
/** An answer that denies always keeps these. */
const ALWAYS_RETURNED: ReadonlySet<string> = new Set(['content-length', 'www-authenticate', 'location']);
const TO_REMOVE = 'x-envoy-auth-headers-to-remove';

type Wanted = (name: string) => boolean;

/**
 * An authorizer that gets the request itself, without most of its headers; 200 allows, 5xx is an error, everything
 * else denies (source/extensions/filters/common/ext_authz/ext_authz_http_impl.cc).
 */
export function httpAuthorizer(
  service: HttpAuthorizationService,
  { allowedHeaders }: ExtAuthz,
  services: ProxyServices,
): Authorizer {
  const { cluster, timeout } = service.serverUri;
  const timeoutMs = durationMs(timeout) ?? DEFAULT_TIMEOUT_MS;
  const shown = wanted(allowedHeaders) ?? (() => false);
  const read = answerReader(service);
  return {
    cluster,
    *ask(asker, { http }: CheckedRequest) {
      if (!http) return ERROR;
      return read(yield* askService(asker, question(service, http, shown), { cluster, timeoutMs }, services));
    },
  };
}

function question(
  { pathPrefix = '', authorizationRequest }: HttpAuthorizationService,
  { method, scheme, authority, path, headers, body }: CheckedHttp,
  shown: Wanted,
): UpstreamRequest {
  const text = body?.text ?? '';
  const asked = new HttpHeaders([['content-length', String(utf8Length(text))]]);
  asked.appendFrom(headers, (name) => name !== 'content-length' && (name === ALWAYS_SHOWN || shown(name)));
  if (body) asked.set('x-envoy-auth-partial-body', String(body.partial));
  for (const { key, value } of authorizationRequest?.headersToAdd ?? []) asked.set(key, value);
  return {
    method,
    scheme: scheme === 'https' ? 'https' : 'http',
    authority,
    path: pathPrefix + path,
    headers: asked,
    body: text,
  };
}

function answerReader({
  authorizationResponse: rules,
}: HttpAuthorizationService): (answer: HttpResponse | undefined) => Judgement {
  const toRequest = wanted(rules?.allowedUpstreamHeaders) ?? (() => false);
  const onAllow = wanted(rules?.allowedClientHeadersOnSuccess) ?? (() => false);
  const listed = wanted(rules?.allowedClientHeaders);
  const onDeny: Wanted = (name) => !listed || listed(name) || ALWAYS_RETURNED.has(name);
  return (answer) => {
    if (!answer || answer.status >= 500) return ERROR;
    const { headers, status, body } = answer;
    if (status !== 200) return { is: 'denied', status, body, responseHeaders: taken(headers, onDeny) };
    return {
      is: 'allowed',
      requestHeaders: taken(headers, toRequest),
      removedHeaders: (headers.get(TO_REMOVE) ?? '').split(',').flatMap((name) => name.trim() || []),
      responseHeaders: taken(headers, onAllow),
    };
  };
}

function taken(headers: HttpHeaders, wants: Wanted): (readonly [string, string])[] {
  return headers.entries().filter(([name]) => wants(name.toLowerCase()));
}

function wanted(list: HeaderPatterns | undefined): Wanted | undefined {
  if (!list || list.patterns.length === 0) return undefined;
  const matchers = list.patterns.map(compileStringMatch);
  return (name) => matchers.some((matcher) => matcher.matches(name));
}
