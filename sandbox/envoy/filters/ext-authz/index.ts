import { statusCodes } from '../../../lib/status-codes';
import type { HttpResponse } from '../../../net/index';
import { settled, type Process } from '../../../sim/index';
import type { ExtAuthz, MetadataMatcher } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import { compileMetadataMatcher } from '../../match/metadata-matcher';
import type { ProxyServices } from '../../services';
import { defineFilter, type Next } from '../filter';
import type { Authorizer, Judgement } from './authorizer';
import { bodyToCheck, type CheckedBody } from './check-request';
import { judgementStep } from './explain';
import { grpcAuthorizer } from './grpc-authorizer';
import { httpAuthorizer } from './http-authorizer';

const NAME = 'envoy.filters.http.ext_authz';
const FORBIDDEN = 403;

/** Asks an external authorizer about marked requests (source/extensions/filters/http/ext_authz/ext_authz.cc). */
export const extAuthzFilter = defineFilter({
  name: NAME,
  create({ config, services }) {
    const settings = config as unknown as ExtAuthz;
    const authorizer = authorizerOf(settings, services);
    if (!authorizer) return undefined;
    const asks = condition(settings.filterEnabledMetadata);
    const check = new Check(settings, authorizer, services);
    return (stream: HttpStream, next: Next): Process<HttpResponse> =>
      asks(stream) ? check.run(stream, next) : next(stream);
  },
});

function condition(marked: MetadataMatcher | undefined): (stream: HttpStream) => boolean {
  if (!marked) return () => true;
  const matcher = compileMetadataMatcher(marked);
  return (stream) => matcher.holds(stream);
}

function authorizerOf(settings: ExtAuthz, services: ProxyServices): Authorizer | undefined {
  const { httpService, grpcService } = settings;
  if (httpService) return httpAuthorizer(httpService, settings, services);
  return grpcService && grpcAuthorizer(grpcService, services);
}

function numberOf(name: string | undefined): number | undefined {
  for (const [code, known] of statusCodes) if (known === name) return code;
  return undefined;
}

/** The question about one request after the other. */
class Check {
  readonly #statusOnError: number;

  constructor(
    private readonly settings: ExtAuthz,
    private readonly authorizer: Authorizer,
    private readonly services: ProxyServices,
  ) {
    this.#statusOnError = numberOf(settings.statusOnError?.code) ?? FORBIDDEN;
  }

  run(stream: HttpStream, next: Next): Process<HttpResponse> {
    const body = bodyToCheck(stream.body, this.settings.withRequestBody);
    return body === 'too large'
      ? settled(stream.reply(413, 'Payload Too Large', 'request_payload_too_large'))
      : this.#ask(stream, body, next);
  }

  *#ask(stream: HttpStream, body: CheckedBody | undefined, next: Next): Process<HttpResponse> {
    const { services } = this;
    const { downstream, method, scheme, authority, path, headers } = stream;
    const http = { method, scheme, authority, path, headers, body };
    const judgement = yield* this.authorizer.ask(stream, {
      downstream,
      identity: services.node.identity,
      nowMs: services.now(),
      http,
    });
    const passes = judgement.is === 'allowed' || (judgement.is === 'error' && this.#failsOpen);
    stream.decision.note(judgementStep(NAME, this.authorizer.cluster, judgement, passes));
    return passes ? yield* this.#pass(stream, judgement, next) : this.#deny(stream, judgement);
  }

  get #failsOpen(): boolean {
    return this.settings.failureModeAllow === true;
  }

  *#pass(stream: HttpStream, judgement: Judgement, next: Next): Process<HttpResponse> {
    if (judgement.is !== 'allowed') return yield* next(stream);
    for (const [name, value] of judgement.requestHeaders) stream.headers.set(name, value);
    for (const name of judgement.removedHeaders) stream.headers.delete(name);
    const response = yield* next(stream);
    for (const [name, value] of judgement.responseHeaders) response.headers.append(name, value);
    return response;
  }

  #deny(stream: HttpStream, judgement: Judgement): HttpResponse {
    if (judgement.is !== 'denied') return stream.reply(this.#statusOnError, '', 'ext_authz_error', 'UAEX');
    const { status, body, responseHeaders } = judgement;
    const { headers, ...response } = stream.reply(status, body, 'ext_authz_denied', 'UAEX');
    for (const [name] of responseHeaders) headers.delete(name);
    for (const [name, value] of responseHeaders) headers.append(name, value);
    return { ...response, headers };
  }
}
