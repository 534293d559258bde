import type { ConnectRequest, Exchange, HttpRequest } from '../../net/index';
import { HttpHeaders } from '../../net/index';
import type { ConnectionOwner } from '../connection-owner';
import { Decision } from '../decision/decision';
import type { Destination } from '../destination';
import type { Direction } from '../match/listener-table';
import { downstreamOf } from './downstream';
import { ProxyHop } from './proxy-hop';

/** Writes the hop of a connection that is closed instead of served: no filter chain takes it. */
export function recordRefusal(
  owner: ConnectionOwner,
  direction: Direction,
  destination: Destination,
  connection: ConnectRequest,
  request: HttpRequest,
  context: Exchange,
): void {
  const { kernel, node } = owner.services;
  const decision = new Decision(destination.listener, destination.chain, destination.facts, []);
  const downstream = downstreamOf(direction, connection, destination.chain);
  const hop = new ProxyHop(node, downstream, kernel.nowUs, request, context, decision);
  const hopIndex = context.trace.hops.push(hop) - 1;
  const missing = destination.chain === undefined;
  hop.end(kernel.nowUs, missing ? 'NR' : '', missing ? 'filter_chain_not_found' : '');
  owner.hopEnded(context, hopIndex);
}

/** Stands for a request where a connection carries none that this proxy could read. */
export function unreadRequest({ destination, hello }: ConnectRequest, body = ''): HttpRequest {
  const authority = hello.serverName ?? `${destination.ip}:${String(destination.port)}`;
  return { method: '', scheme: 'http', authority, path: '', headers: new HttpHeaders(), body };
}
