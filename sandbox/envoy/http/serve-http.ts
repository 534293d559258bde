import type { ConnectRequest, Exchange, HttpOutcome, HttpRequest } from '../../net/index';
import { elapse, type Process } from '../../sim/index';
import type { ConnectionOwner } from '../connection-owner';
import { Decision } from '../decision/decision';
import type { ChainHandler, Destination } from '../destination';
import { endsTls } from '../match/filter-chain-table';
import type { Direction } from '../match/listener-table';
import type { DownstreamInfo } from './downstream';
import { normalizePath } from './normalize-path';
import { ProxyHop } from './proxy-hop';
import { HttpStream } from './stream';

/** What a request spends in one proxy, milliseconds. */
const PROCESSING_MS = { least: 0.2, most: 0.5 } as const;

/** Serves one request of an accepted connection and writes the hop. */
export function* serveHttp(
  owner: ConnectionOwner,
  direction: Direction,
  connection: ConnectRequest,
  destination: Destination,
  handler: Extract<ChainHandler, { is: 'http' }>,
  request: HttpRequest,
  context: Exchange,
): Process<HttpOutcome> {
  const { kernel, random } = owner.services;
  const { manager, unknownFilters } = handler;
  const { listener, chain, facts } = destination;
  const decision = new Decision(listener, chain, facts, unknownFilters);
  const hop = new ProxyHop(
    owner.services.node,
    direction,
    kernel.nowUs,
    request,
    connection,
    context,
    decision,
  );
  const hopIndex = context.trace.hops.push(hop) - 1;
  let stream: HttpStream | undefined;
  let flags = '';
  let details = '';
  let ended = false;
  try {
    const work = elapse(random.latency.between(PROCESSING_MS.least, PROCESSING_MS.most));
    if (work) yield work;
    if (!isRequestTarget(request)) {
      const response = manager.badRequest(request);
      flags = 'DPE';
      details = 'http1.codec_error';
      ended = true;
      hop.status = response.status;
      return (hop.response = response);
    }
    const downstream = downstreamOf(direction, connection, destination);
    const headers = manager.receive(request, downstream);
    const path = normalizePath(request.path, manager.config);
    stream = new HttpStream(request, path, headers, downstream, context, hopIndex, decision);
    const response = yield* manager.handle(stream);
    ({ flags, details } = stream);
    ended = true;
    hop.status = response.status;
    return (hop.response = response);
  } finally {
    if (!ended) {
      stream?.addFlag('DC');
      flags = stream?.flags ?? 'DC';
      details = 'downstream_remote_disconnect';
    }
    hop.end(kernel.nowUs, flags, details);
    owner.hopEnded(context, hopIndex);
  }
}

function downstreamOf(
  direction: Direction,
  connection: ConnectRequest,
  { chain }: Destination,
): DownstreamInfo {
  const tls = endsTls(chain);
  return {
    direction,
    source: connection.source,
    destination: connection.destination,
    peerIdentity: tls ? connection.hello.clientIdentity : undefined,
    tls,
    application: connection.application,
  };
}

/** What the HTTP/1 parser accepts as a request target. */
function isRequestTarget({ path, method }: HttpRequest): boolean {
  return path.startsWith('/') || path === '*' || method === 'CONNECT' || /^https?:\/\//.test(path);
}
