import {
  handedOn,
  StreamedResponse,
  type BodyStream,
  type Exchange,
  type HttpOutcome,
  type HttpRequest,
  type HttpResponse,
  type StreamEnd,
} from '../../net/index';
import { elapse, type Process } from '../../sim/index';
import type { ConnectionOwner } from '../connection-owner';
import { Decision } from '../decision/decision';
import type { ChainHandler, Destination } from '../destination';
import type { ConnectionManager } from './connection-manager';
import type { DownstreamInfo } from './downstream';
import { ProxyHop } from './proxy-hop';
import type { HttpStream } from './stream';

/** What a request spends in one proxy, milliseconds. */
const PROCESSING_MS = { least: 0.2, most: 0.5 } as const;

/** The connection that a request came in on, as far as it outlives the request. */
export interface ServedConnection {
  /** Asked when an answer is there: whether the connection ends with it. */
  isLast(): boolean;
  /** Why the proxy cut the connection, in Envoy's words; undefined while it did not. */
  readonly localCloseReason: string | undefined;
}

/** Serves one request of an accepted connection and writes the hop. */
export function* serveHttp(
  owner: ConnectionOwner,
  downstream: DownstreamInfo,
  destination: Destination,
  { manager, unknownFilters }: Extract<ChainHandler, { is: 'http' }>,
  request: HttpRequest,
  context: Exchange,
  connection: ServedConnection,
): Process<HttpOutcome> {
  const { kernel, random } = owner.services;
  const { stats } = manager;
  stats.began(downstream.application);
  const hop = openHop(owner, downstream, destination, unknownFilters, request, context);
  const hopIndex = context.trace.hops.push(hop) - 1;
  let stream: HttpStream | undefined;
  let ended = false;
  let goesOn = false;
  try {
    const work = elapse(random.latency.between(PROCESSING_MS.least, PROCESSING_MS.most));
    if (work) yield work;
    if (!isRequestTarget(request)) {
      ended = true;
      stats.answered(400);
      hop.response = manager.refuse(request, 400, 'Bad Request');
      hop.end(kernel.nowUs, 'DPE', 'http1.codec_error');
      return hop.response;
    }
    if (isTooOld(downstream, manager)) {
      ended = true;
      stats.answered(426);
      hop.response = upgradeRequired(manager, request);
      hop.end(kernel.nowUs, '', 'low_version');
      return hop.response;
    }
    stream = manager.open(request, hop, hopIndex, context);
    const handled = yield* manager.handle(stream);
    manager.finish(stream, request, handled);
    const answer = inVersionOf(handled, downstream);
    const response =
      connection.isLast() || isOnlyOne(request, downstream) ? lastAnswer(answer, downstream) : answer;
    ended = true;
    if (response.stream !== undefined) {
      goesOn = true;
      return stillComing(owner, manager, hop, hopIndex, stream, response, response.stream, connection);
    }
    stats.answered(response.status);
    hop.response = response;
    hop.end(kernel.nowUs, stream.flags, stream.details);
    return response;
  } finally {
    if (!ended) {
      stats.abandoned();
      stream?.addFlag('DC');
      hop.end(kernel.nowUs, stream?.flags ?? 'DC', disconnectDetails(connection));
    }
    if (!goesOn) {
      owner.hopEnded(context, hopIndex);
      stream?.release();
    }
  }
}

/** The entry of a request in its trace. */
function openHop(
  { services: { kernel, node } }: ConnectionOwner,
  downstream: DownstreamInfo,
  { listener, chain, facts }: Destination,
  unknownFilters: readonly string[],
  request: HttpRequest,
  context: Exchange,
): ProxyHop {
  const decision = new Decision(listener, chain, facts, unknownFilters);
  return new ProxyHop(node, downstream, kernel.nowUs, request, context, decision);
}

/** The request is over when everything of its answer has been handed on, or nobody takes it any more. */
function stillComing(
  owner: ConnectionOwner,
  { stats }: ConnectionManager,
  hop: ProxyHop,
  hopIndex: number,
  stream: HttpStream,
  answer: HttpResponse,
  rest: BodyStream,
  connection: ServedConnection,
): HttpResponse {
  const over = (end: StreamEnd): void => {
    const isCut = end === 'hung up';
    if (isCut) {
      stats.abandoned();
      stream.addFlag('DC');
    } else stats.answered(answer.status);
    const details = isCut ? disconnectDetails(connection) : stream.details;
    hop.end(owner.services.kernel.nowUs, stream.flags, details);
    owner.hopEnded(stream.exchange, hopIndex);
    stream.release();
  };
  const response = StreamedResponse.of(answer, handedOn(rest, over));
  hop.response = response;
  return response;
}

/** Who ended the connection before the answer was complete (source/common/http/conn_manager_impl.cc, onEvent). */
function disconnectDetails({ localCloseReason }: ServedConnection): string {
  return localCloseReason === undefined
    ? 'downstream_remote_disconnect'
    : `downstream_local_disconnect(${localCloseReason})`;
}

/** An answer that ends its connection: HTTP/1.1 has a header for that, before the body's framing; HTTP/2 a frame. */
function lastAnswer(response: HttpResponse, { application }: DownstreamInfo): HttpResponse {
  const { headers } = response;
  if (application === 'h2') {
    const { status, body, stream } = response;
    return { status, headers, body, goaway: true, ...(stream ? { stream } : {}) };
  }
  const framing = headers.get('transfer-encoding');
  headers.delete('transfer-encoding');
  headers.append('connection', 'close');
  if (framing !== undefined) headers.append('transfer-encoding', framing);
  return response;
}

/** Whether the client is to come back with a later version of HTTP. */
function isTooOld({ application }: DownstreamInfo, { config }: ConnectionManager): boolean {
  return application === 'http/1.0' && config.httpProtocolOptions?.acceptHttp10 !== true;
}

function upgradeRequired(manager: ConnectionManager, request: HttpRequest): HttpResponse {
  const response = manager.refuse(request, 426, '');
  response.headers.delete('content-length');
  response.headers.append('connection', 'close').append('content-length', '0');
  return response;
}

/** Connections of HTTP/1.0 are for one request, unless the client asks to keep them. */
function isOnlyOne({ headers }: HttpRequest, { application }: DownstreamInfo): boolean {
  return application === 'http/1.0' && headers.get('connection')?.toLowerCase() !== 'keep-alive';
}

/** Clients of HTTP/1.0 are answered in it, and know no chunks. */
function inVersionOf(response: HttpResponse, { application }: DownstreamInfo): HttpResponse {
  if (application !== 'http/1.0') return response;
  const { status, headers, body, stream } = response;
  headers.delete('transfer-encoding');
  return { status, headers, body, http10: true, ...(stream ? { stream } : {}) };
}

const SLASH = '/'.charCodeAt(0);

/** What the HTTP/1 parser accepts as a request target. */
function isRequestTarget({ path, method }: HttpRequest): boolean {
  return path.charCodeAt(0) === SLASH || path === '*' || method === 'CONNECT' || /^https?:\/\//.test(path);
}
