import { parseHttpUrl } from '../lib/url';
import {
  HttpHeaders,
  isFailure,
  SentRequest,
  utf8Length,
  whole,
  type ConnectionFailure,
  type Connection,
  type ConnectRequest,
  type Exchange,
  type HttpOutcome,
  type SocketAddress,
} from '../net/index';
import { withTimeout, type Process } from '../sim/index';
import type { OutgoingRequest } from '../workloads/index';
import { endure } from './patience';

/** How long an application waits for an answer when it sets no limit of its own (Feign's read time-out). */
const READ_TIMEOUT_MS = 60_000;

/** Sends a request of an application as part of a trace. */
export type Fetch = (outgoing: OutgoingRequest, context: Exchange) => Process<HttpOutcome>;

/** The network as a process inside a pod finds it. */
export interface ClientNetwork {
  resolve(host: string): string | undefined;
  connect(request: ConnectRequest): Process<Connection | ConnectionFailure>;
  nextSource(): SocketAddress;
}

/** An HTTP client library: resolves, connects, asks once, closes. */
export function createFetch(network: ClientNetwork): Fetch {
  return (outgoing, context) => {
    const process = fetchOnce(network, outgoing, context);
    return outgoing.timeoutMs === undefined ? process : limited(outgoing.timeoutMs, process);
  };
}

function* limited(timeoutMs: number, process: Process<HttpOutcome>): Process<HttpOutcome> {
  const result = yield* withTimeout(timeoutMs, 'fetch', process);
  return result.timedOut ? { failure: 'timeout' } : result.value;
}

function* fetchOnce(
  network: ClientNetwork,
  outgoing: OutgoingRequest,
  context: Exchange,
): Process<HttpOutcome> {
  const url = parseHttpUrl(outgoing.url);
  const ip = url && network.resolve(url.host);
  if (url === undefined || ip === undefined) return { failure: 'dns' };
  const given = outgoing.headers;
  const headers = given instanceof HttpHeaders ? given.clone() : new HttpHeaders(given);
  const authority = headers.get('host') ?? url.authority;
  headers.delete('host');
  const body = outgoing.body ?? '';
  if (body !== '') headers.set('content-length', String(utf8Length(body)));
  const method = outgoing.method ?? 'GET';
  const request = new SentRequest(method, url.scheme, authority, url.path, headers, body);
  const connection = yield* network.connect({
    source: network.nextSource(),
    destination: { ip, port: url.port },
    hello:
      url.scheme === 'https'
        ? { protocol: 'tls', serverName: url.host, alpn: ['h2', 'http/1.1'] }
        : { protocol: 'raw_buffer' },
    application: 'http/1.1',
    context,
  });
  if (isFailure(connection)) return yield* endure(connection, READ_TIMEOUT_MS);
  try {
    const outcome = yield* connection.exchange(request, context);
    if (isFailure(outcome)) return yield* endure(outcome, READ_TIMEOUT_MS);
    return outcome.stream === undefined ? outcome : yield* whole(outcome);
  } finally {
    connection.close();
  }
}
