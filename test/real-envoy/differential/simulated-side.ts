import type { Proxy } from '../../../sandbox/envoy/index';
import {
  Exchange,
  HttpHeaders,
  httpResponse,
  isFailure,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Dialer,
  type Hop,
  type HttpOutcome,
  type HttpRequest,
} from '../../../sandbox/net/index';
import { Kernel, sleep, type Process } from '../../../sandbox/sim/index';
import { CASE_HEADER, ECHO_HEADERS, echoBody, echoOrder, isShadow, type Received } from './echo';
import { observation, type Observation } from './observation';
import type { Probe } from './probe';
import { DIRECTIONS, simulatedProxies, type Configs, type Via } from './simulated-proxies';

/** Mirrored copies have arrived by then. */
const COPIES_MS = 2;
/** What an upstream takes at least: an answer in no time at all would look like a connection that was closed before. */
const LATENCY_MS = 0.1;

/** The simulated proxies of a mesh before simulated upstreams that do what the real ones do. */
export class SimulatedSide implements Dialer {
  readonly #kernel = new Kernel();
  readonly #proxies: Readonly<Record<Via, Proxy>>;
  #received: Received[] = [];

  /** @param upstreams `ip:port` of everything that listens */
  constructor(
    configs: Configs,
    private readonly upstreams: ReadonlySet<string>,
    seed: number,
  ) {
    this.#proxies = simulatedProxies(configs, this.#kernel, this, seed);
  }

  /** Sends a request and waits for its copies to arrive. */
  ask(probe: Probe, name: string): Observation {
    this.#received = [];
    const hops: Hop[] = [];
    const outcome = this.#kernel.run(this.#kernel.spawn('client', this.#client(probe, name, hops)));
    this.rest(COPIES_MS);
    const hop = hops[0];
    const upstream = hop?.decision?.upstream;
    return observation({
      ...answerOf(outcome),
      log: {
        flags: hop?.flags ?? '',
        details: hop?.details ?? '',
        route: hop?.decision?.routeName ?? '',
        cluster: hop?.decision?.cluster ?? '',
        host: upstream ? `${upstream.ip}:${String(upstream.port)}` : '',
      },
      received: this.#received,
      requestId: requestIdOf(probe),
    });
  }

  /** Lets time pass. */
  rest(ms: number): void {
    this.#kernel.runUntil(this.#kernel.nowUs + ms * 1000);
  }

  *#client(probe: Probe, name: string, hops: Hop[]): Process<HttpOutcome> {
    const trace = { id: 1, startUs: this.#kernel.nowUs, client: 'test', kind: 'probe' as const, hops };
    const { source, destination } = probe;
    const hello = { protocol: 'raw_buffer' as const };
    const connection = yield* this.#proxies[probe.via].accept(DIRECTIONS[probe.via], {
      source,
      destination,
      hello,
      application: 'http/1.1',
    });
    if (isFailure(connection)) return connection;
    const headers = new HttpHeaders([[CASE_HEADER, name], ...probe.headers]);
    const { method, authority, path, body } = probe;
    const outcome = yield* connection.exchange(
      { method, scheme: 'http', authority, path, headers, body },
      new Exchange(trace),
    );
    connection.close();
    return outcome;
  }

  *connect({ destination }: ConnectRequest): Process<Connection | ConnectionFailure> {
    const at = `${destination.ip}:${String(destination.port)}`;
    if (!this.upstreams.has(at)) return { failure: 'refused' };
    return { exchange: (request) => this.#echo(at, request), close: () => undefined };
  }

  *#echo(at: string, request: HttpRequest): Process<HttpOutcome> {
    const attempt = this.#received.filter(({ headers: fields }) => !isShadow(fields)).length;
    const { method, path, authority, headers, body } = request;
    const pairs = headers
      .entries()
      .map(([name, value]): readonly [string, string] => [name.toLowerCase(), value]);
    this.#received.push({ at, method, path, authority, headers: pairs, body });
    const order = echoOrder(headers.get('x-echo'), attempt, at);
    yield* sleep(order.delayMs + LATENCY_MS);
    if (order.reset) return { failure: 'reset' };
    const response = httpResponse(order.status, echoBody(at, attempt), ECHO_HEADERS);
    const silent = method === 'HEAD' || order.status === 204 || order.status === 304;
    return silent ? { ...response, body: '' } : response;
  }
}

function answerOf(
  outcome: HttpOutcome,
): Pick<Parameters<typeof observation>[0], 'status' | 'headers' | 'body'> {
  if (isFailure(outcome)) return { status: outcome.failure, headers: [], body: '' };
  const { status, headers, body } = outcome;
  return { status, headers: headers.entries(), body };
}

export function requestIdOf(probe: Probe): string | undefined {
  return probe.headers.find(([name]) => name === 'x-request-id')?.[1];
}
