import type { Exchange, HttpHeaders, HttpRequest, HttpResponse } from '../../net/index';
import type { Decision } from '../decision/decision';
import { pathnameOf, queryOf, type RequestFacts } from '../match/request-facts';
import type { CompiledRoute } from '../match/route-configuration';
import type { Subject } from '../match/subject';
import { editResponse } from './header-operations';
import { localReply } from './local-reply';
import type { DownstreamInfo } from './downstream';

/** One request on its way through a connection manager: what filters read and change. */
export class HttpStream implements RequestFacts, Subject {
  readonly method: string;
  readonly scheme: string;
  readonly authority: string;
  path = '';
  pathname = '';
  query = '';
  readonly body: string;
  route: CompiledRoute | undefined;
  /** Response flags, in the order set. */
  flags = '';
  details = '';
  /** Header lines that filters want on the response, whoever makes it. */
  responseHeaders: [name: string, value: string][] | undefined;
  metadata: Readonly<Record<string, unknown>> | undefined;

  constructor(
    request: HttpRequest,
    path: string,
    readonly headers: HttpHeaders,
    readonly downstream: DownstreamInfo,
    readonly exchange: Exchange,
    readonly hopIndex: number,
    readonly decision: Decision,
  ) {
    this.method = request.method;
    this.scheme = request.scheme;
    this.authority = request.authority;
    this.setPath(path);
    this.body = request.body;
  }

  /** The request as rules see it. */
  get facts(): RequestFacts {
    return this;
  }

  setPath(path: string): void {
    this.path = path;
    this.pathname = pathnameOf(path);
    this.query = queryOf(path);
  }

  /** What a filter found out, for routes and filters behind it. */
  setMetadata(filter: string, found: unknown): void {
    this.metadata = { ...this.metadata, [filter]: found };
  }

  addFlag(flag: string): void {
    this.flags = this.flags === '' ? flag : `${this.flags},${flag}`;
  }

  /** A response made here, edited as the route asks; its details go to the access log. */
  reply(status: number, body: string, details: string, flag?: string): HttpResponse {
    if (flag !== undefined) this.addFlag(flag);
    this.details = details;
    const response = localReply(this.headers, status, body);
    const route = this.route?.config;
    if (route?.route) editResponse(response.headers, route, this.decision.weighted?.chosen, this);
    return response;
  }

  addResponseHeader(name: string, value: string): void {
    (this.responseHeaders ??= []).push([name, value]);
  }
}
