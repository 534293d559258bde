import { Exchange, type HttpHeaders, type HttpRequest, type HttpResponse } from '../../net/index';
import type { Decision } from '../decision/decision';
import { requestPath, type RequestFacts, type RequestPath } from '../match/request-facts';
import type { CompiledRoute } from '../match/route-configuration';
import type { Subject } from '../match/subject';
import { editResponse, operationsOf } from './header-operations';
import { localReply } from './local-reply';
import type { DownstreamInfo } from './downstream';

const OVER = new Exchange({ id: 0, startUs: 0, client: '', kind: 'probe', hops: [] });

/** One request on its way through a connection manager: what filters read and change. */
export class HttpStream implements RequestFacts, Subject {
  readonly method: string;
  readonly scheme: string;
  readonly authority: string;
  readonly body: string;
  #target: RequestPath;
  route: CompiledRoute | undefined;
  /** Response flags, in the order set. */
  flags = '';
  details = '';
  metadata: Readonly<Record<string, unknown>> | undefined;
  /** The host that the first try goes to, where it is well: `10.244.0.5:8080`. */
  overrideHost: string | undefined;
  /** The headers as they were forwarded, for what is written into the response. */
  sent: HttpHeaders | undefined;

  constructor(
    request: HttpRequest,
    target: RequestPath,
    readonly headers: HttpHeaders,
    readonly downstream: DownstreamInfo,
    public exchange: Exchange,
    readonly hopIndex: number,
    readonly decision: Decision,
  ) {
    this.method = request.method;
    this.scheme = schemeOf(request, headers, downstream);
    this.authority = request.authority;
    this.body = request.body;
    this.#target = target;
  }

  /** The request as rules see it. */
  get facts(): RequestFacts {
    return this;
  }

  get path(): string {
    return this.#target.path;
  }

  get pathname(): string {
    return this.#target.pathname;
  }

  get query(): string {
    return this.#target.query;
  }

  get hasNul(): boolean {
    return this.#target.hasNul;
  }

  setPath(path: string): void {
    this.#target = requestPath(path);
  }

  /** What a filter found out, for routes and filters behind it. */
  setMetadata(filter: string, found: unknown): void {
    this.metadata = { ...this.metadata, [filter]: found };
  }

  /** The request is over: what is remembered of it keeps nothing of its way alive. */
  release(): void {
    this.exchange = OVER;
  }

  addFlag(flag: string): void {
    this.flags = this.flags === '' ? flag : `${this.flags},${flag}`;
  }

  /** A response made here, edited as the route asks; its details go to the access log. */
  reply(status: number, body: string, details: string, flag?: string): HttpResponse {
    if (flag !== undefined) this.addFlag(flag);
    this.details = details;
    const response = localReply(this.headers, status, body, this.method);
    const route = this.route?.config;
    if (route?.route)
      editResponse(response.headers, operationsOf(route), this.decision.weighted?.chosen, this);
    return response;
  }
}

/** HTTP/1 says no scheme: it is what the proxies before say, else whether this connection is encrypted. */
function schemeOf(request: HttpRequest, headers: HttpHeaders, { application }: DownstreamInfo): string {
  const forwarded = application === 'h2' ? undefined : headers.get('x-forwarded-proto');
  return forwarded === 'http' || forwarded === 'https' ? forwarded : request.scheme;
}
