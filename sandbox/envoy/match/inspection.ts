import type { Application, ConnectRequest } from '../../net/index';
import type { Listener, ListenerFilter, ListenerFilterPredicate } from '../config/index';

/** What filter chains are chosen by: the original destination and what the listener filters found out. */
export interface ConnectionFacts {
  readonly ip: string;
  readonly port: number;
  readonly serverName: string;
  readonly transportProtocol: 'raw_buffer' | 'tls';
  readonly applicationProtocols: readonly string[];
}

/**
 * What the listener's inspectors see in the first bytes. Without the TLS inspector everything counts as `raw_buffer`;
 * without the HTTP inspector plaintext has no application protocol.
 */
export function inspect(listener: Listener, request: ConnectRequest): ConnectionFacts {
  const { ip, port } = request.destination;
  const { hello } = request;
  if (hello.protocol === 'tls' && runs(listener, 'envoy.filters.listener.tls_inspector', port))
    return {
      ip,
      port,
      serverName: (hello.serverName ?? '').toLowerCase(),
      transportProtocol: 'tls',
      applicationProtocols: hello.alpn ?? [],
    };
  const sniffed =
    hello.protocol === 'raw_buffer' && runs(listener, 'envoy.filters.listener.http_inspector', port);
  return {
    ip,
    port,
    serverName: '',
    transportProtocol: 'raw_buffer',
    applicationProtocols: sniffed ? SNIFFED[request.application] : NONE,
  };
}

/** True when the listener waits for the client's first bytes: a client that only listens waits for ever. */
export function waitsForFirstBytes(listener: Listener, port: number): boolean {
  return (
    runs(listener, 'envoy.filters.listener.tls_inspector', port) ||
    runs(listener, 'envoy.filters.listener.http_inspector', port)
  );
}

const NONE: readonly string[] = [];
const SNIFFED: Readonly<Record<Application, readonly string[]>> = {
  'http/1.0': ['http/1.0'],
  'http/1.1': ['http/1.1'],
  h2: ['h2c'],
  tcp: NONE,
};

function runs(listener: Listener, name: ListenerFilter['name'], port: number): boolean {
  const filter = listener.listenerFilters?.find((candidate) => candidate.name === name);
  return filter !== undefined && !(filter.filterDisabled && holds(filter.filterDisabled, port));
}

function holds(predicate: ListenerFilterPredicate, port: number): boolean {
  if (predicate.orMatch) return predicate.orMatch.rules.some((rule) => holds(rule, port));
  if (predicate.notMatch) return !holds(predicate.notMatch, port);
  const range = predicate.destinationPortRange;
  return range !== undefined && port >= (range.start ?? 0) && port < range.end;
}
