import { isIpAddress } from '../lib/ip-address';
import { memo } from '../lib/memo';
import { parseCertificates, trustProblem, type Certificate, type TrustProblem } from '../lib/x509/index';
import {
  Exchange,
  handedOn,
  isFailure,
  StreamedResponse,
  type BodyStream,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Handshake,
  type HttpOutcome,
  type HttpRequest,
  type HttpResponse,
  type RequestTrace,
  type SocketAddress,
  type StreamEnd,
  type TransportHello,
  whole,
} from '../net/index';
import { settled, withTimeout, type Kernel, type Process } from '../sim/index';
import type { ClientNetwork } from './app-client';
import { frame } from './client-framing';
import { PROXY_CONTAINER } from './proxy-container';
import { publicRoots } from './internet/public-authority';
import type { Kubelet } from './kubelet';
import type { Network } from './network';
import { endure } from './patience';
import type { TraceIds } from './trace-ids';

const FIRST_CLIENT_PORT = 40_000;
const LAST_CLIENT_PORT = 60_999;

/** Commands ask for the same few hosts again and again. */
const isAddress = memo(256, isIpAddress);

/** `external`: the learner's machine; otherwise inside a pod. */
export type Location =
  'external' | { readonly namespace: string; readonly pod: string; readonly container?: string };

/** How a command-line client speaks TLS. */
export interface ClientTls {
  readonly serverName: string;
  readonly insecure: boolean;
  /** Certificates (PEM) of whom it trusts, when it was given any. */
  readonly anchors?: string;
  /** The certificates (PEM) that it presents, its own first. */
  readonly certificates?: string;
}

/** One request of a command-line client, on a connection of its own. */
export interface SendRequest {
  readonly from: Location;
  /** Absent when the host's name did not resolve: the outcome is then a `dns` failure. */
  readonly ip?: string | undefined;
  readonly port: number;
  readonly tls?: ClientTls | undefined;
  readonly http2?: boolean;
  readonly http10?: boolean;
  readonly request: HttpRequest;
  readonly connectTimeoutMs?: number;
  readonly maxTimeMs?: number | undefined;
  /** The answer is there with its headers; who asked reads what is still to come of the body, or drops it. */
  readonly streams?: boolean;
}

export interface SendResult {
  readonly outcome: HttpOutcome;
  readonly trace: RequestTrace;
  readonly connectMs: number;
  readonly totalMs: number;
  readonly connected: boolean;
  readonly local: SocketAddress;
  /** What the server showed over TLS, its own certificate first. */
  readonly serverChain: readonly Certificate[] | undefined;
  /** What is wrong with that, whether or not the client minds. */
  readonly serverProblem: TrustProblem | undefined;
}

/** What came out of a handshake. */
export interface ShakenHands extends Handshake {
  /** Absent where an identity in the mesh is shown. */
  readonly serverChain?: readonly Certificate[];
}

/** What the shell network is made from. */
export interface ShellNetworkParts {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly kubelet: Kubelet;
  readonly traces: TraceIds;
  /** The learner's machine as the cluster sees it. */
  readonly clientIP: string;
  /** Simulated wall clock, epoch milliseconds. */
  now(): number;
  /** Names as the learner's machine resolves them. */
  resolveOutside(host: string): string | undefined;
}

/** How commands reach the network: from the learner's machine, or from inside a pod through its sidecar. */
export class RuntimeShellNetwork {
  #clientPort = FIRST_CLIENT_PORT;

  constructor(private readonly parts: ShellNetworkParts) {}

  resolve(host: string, from: Location): string | undefined {
    return isAddress(host) ? host : this.#client(from).resolve(host);
  }

  /** Sends one request; cancelling closes the connection and still records the request. */
  *send(send: SendRequest): Process<SendResult> {
    const { kernel, traces } = this.parts;
    const transfer = new Transfer(
      kernel.nowMs,
      this.#client(send.from),
      traces.start(clientName(send.from), 'learner'),
    );
    let finished = false;
    try {
      const outcome = yield* limited(send.maxTimeMs, this.#exchange(send, transfer));
      finished = true;
      const answer = isFailure(outcome) ? outcome : frame(outcome, send.request.method);
      return {
        outcome: this.#recorded(transfer.trace, outcome, answer),
        trace: transfer.trace,
        connectMs: (transfer.connectedMs ?? kernel.nowMs) - transfer.startMs,
        totalMs: kernel.nowMs - transfer.startMs,
        connected: transfer.connectedMs !== undefined,
        local: transfer.source,
        serverChain: transfer.serverChain,
        serverProblem: transfer.serverProblem,
      };
    } finally {
      if (!finished) traces.finish(transfer.trace);
    }
  }

  /** The record is finished with the answer, however long that takes. */
  #recorded(trace: RequestTrace, outcome: HttpOutcome, answer: HttpOutcome): HttpOutcome {
    const { traces } = this.parts;
    if (isFailure(answer) || answer.stream === undefined) {
      traces.finish(trace, outcome);
      return answer;
    }
    const over = (end: StreamEnd): void => {
      if (end === 'hung up') traces.finish(trace);
      else traces.finish(trace, end === 'complete' ? passing : { failure: 'reset' });
    };
    const passing = StreamedResponse.of(answer, handedOn(answer.stream, over));
    return passing;
  }

  *#exchange(send: SendRequest, transfer: Transfer): Process<HttpOutcome> {
    const application = send.http2 === true ? 'h2' : send.http10 === true ? 'http/1.0' : 'http/1.1';
    const { ip, port, tls } = send;
    if (ip === undefined) return { failure: 'dns' };
    const exchange = new Exchange(transfer.trace);
    const alpn = application === 'http/1.1' ? ['h2', 'http/1.1'] : [application];
    const hello: TransportHello = tls ? tlsHello(tls, alpn) : { protocol: 'raw_buffer' };
    const { client, source } = transfer;
    const connecting = dial(client, {
      source,
      destination: { ip, port },
      hello,
      application,
      context: exchange,
    });
    const connection = yield* limited<Connection | ConnectionFailure>(send.connectTimeoutMs, connecting);
    if (isFailure(connection)) return connection;
    let isKept = false;
    try {
      const problem = send.tls && certificateProblem(send.tls, connection, this.parts.now());
      transfer.serverChain = send.tls && connection.serverChain;
      transfer.serverProblem = problem;
      if (problem !== undefined && send.tls?.insecure === false)
        return { failure: 'tls', detail: `certificate:${problem}` };
      transfer.connectedMs = this.parts.kernel.nowMs;
      const outcome = yield* connection.exchange(send.request, exchange);
      if (isFailure(outcome)) return yield* endure(outcome);
      if (outcome.stream === undefined) return outcome;
      if (send.streams !== true) return yield* whole(outcome);
      isKept = true;
      return untilOver(outcome, outcome.stream, connection);
    } finally {
      if (!isKept) connection.close();
    }
  }

  /** A raw TCP conversation: sends the text and answers everything that comes back until the other side closes. */
  *transfer(
    from: Location,
    destination: SocketAddress,
    text: string,
  ): Process<{
    readonly outcome: { readonly text: string } | ConnectionFailure;
    readonly trace: RequestTrace;
  }> {
    const trace = this.parts.traces.start(clientName(from), 'learner');
    const exchange = new Exchange(trace);
    const client = this.#client(from);
    let connection: Connection | undefined;
    try {
      const connected = yield* dial(client, {
        source: client.nextSource(),
        destination,
        hello: { protocol: 'raw_buffer' },
        application: 'tcp',
        context: exchange,
      });
      if (isFailure(connected)) return { outcome: connected, trace };
      connection = connected;
      if (connected.transfer === undefined) return { outcome: { failure: 'reset' }, trace };
      const outcome = yield* connected.transfer(text, exchange);
      return { outcome: isFailure(outcome) ? yield* endure(outcome) : outcome, trace };
    } finally {
      connection?.close();
      this.parts.traces.finish(trace);
    }
  }

  /** Whom (PEM) every machine outside trusts. */
  publicRoots(): string {
    return publicRoots();
  }

  /** Opens a TLS connection, looks at what the server shows, and closes it. */
  *handshake(
    from: Location,
    destination: SocketAddress,
    hello: TransportHello,
  ): Process<ShakenHands | ConnectionFailure> {
    const trace = this.parts.traces.start(clientName(from), 'learner');
    const client = this.#client(from);
    let connection: Connection | undefined;
    try {
      const connected = yield* client.connect({
        source: client.nextSource(),
        destination,
        hello,
        application: 'http/1.1',
        context: new Exchange(trace),
      });
      if (isFailure(connected)) return yield* endure(connected);
      connection = connected;
      const { handshake, serverChain } = connected;
      if (handshake === undefined) return { failure: 'tls', detail: 'WRONG_VERSION_NUMBER' };
      return { ...handshake, ...(serverChain ? { serverChain } : {}) };
    } finally {
      connection?.close();
      this.parts.traces.finish(trace);
    }
  }

  /** Whose network a command finds: its pod's, and in the container of the Envoy the Envoy's own. */
  #client(from: Location): ClientNetwork {
    if (from === 'external') return this.#outside;
    const sandbox = this.parts.kubelet.sandbox(from.namespace, from.pod);
    if (sandbox === undefined) return this.#goneFrom(from.namespace);
    return from.container === PROXY_CONTAINER ? sandbox.proxyClient : sandbox.client;
  }

  readonly #outside: ClientNetwork = {
    resolve: (host) => (host === 'localhost' ? '127.0.0.1' : this.parts.resolveOutside(host)),
    connect: (request) => this.parts.network.connectFromOutside(request),
    nextSource: () => {
      this.#clientPort = this.#clientPort >= LAST_CLIENT_PORT ? FIRST_CLIENT_PORT : this.#clientPort + 1;
      return { ip: this.parts.clientIP, port: this.#clientPort };
    },
  };

  /** What is left to the commands of a pod that is no more. */
  #goneFrom(namespace: string): ClientNetwork {
    return {
      resolve: (host) => this.parts.network.resolve(host, namespace),
      connect: () => settled<ConnectionFailure>({ failure: 'unreachable' }),
      nextSource: () => ({ ip: '127.0.0.1', port: 0 }),
    };
  }
}

/** An answer whose connection ends with its last part. */
function untilOver(answer: HttpResponse, rest: BodyStream, connection: Connection): HttpResponse {
  const over = (): void => {
    connection.close();
  };
  return StreamedResponse.of(answer, handedOn(rest, over));
}

function* dial(client: ClientNetwork, request: ConnectRequest): Process<Connection | ConnectionFailure> {
  const connected = asSeenByClient(yield* client.connect(request));
  return isFailure(connected) ? yield* endure(connected) : connected;
}

function tlsHello({ serverName, certificates }: ClientTls, alpn: readonly string[]): TransportHello {
  const clientChain = certificates === undefined ? {} : { clientChain: parseCertificates(certificates) };
  return { protocol: 'tls', serverName, alpn, ...clientChain };
}

/**
 * Why a client refuses a server's certificate; undefined when it does not. Sites of the internet show public ones;
 * workloads show theirs and their mesh's root, which no machine outside knows.
 */
function certificateProblem(
  { anchors = publicRoots(), serverName }: ClientTls,
  { serverIdentity, serverChain }: Connection,
  nowMs: number,
): TrustProblem | undefined {
  if (serverChain !== undefined)
    return trustProblem(serverChain, parseCertificates(anchors), serverName, nowMs);
  return serverIdentity === undefined ? undefined : 'self-signed certificate in certificate chain';
}

/** What is known of a transfer so far, also when a time limit ends it. */
class Transfer {
  connectedMs: number | undefined;
  serverChain: readonly Certificate[] | undefined;
  serverProblem: TrustProblem | undefined;

  readonly source: SocketAddress;

  constructor(
    readonly startMs: number,
    readonly client: ClientNetwork,
    readonly trace: RequestTrace,
  ) {
    this.source = client.nextSource();
  }
}

/** A server that cuts a handshake off shows to a command-line client as a reset connection. */
function asSeenByClient(outcome: Connection | ConnectionFailure): Connection | ConnectionFailure {
  if (!isFailure(outcome) || outcome.failure !== 'tls') return outcome;
  return outcome.detail?.includes('Connection_reset_by_peer') === true ? { failure: 'reset' } : outcome;
}

/** Runs a process under a time limit; past it the outcome is a timeout. */
function limited<T>(ms: number | undefined, process: Process<T>): Process<T | ConnectionFailure> {
  return ms === undefined ? process : withinTime(ms, process);
}

function* withinTime<T>(ms: number, process: Process<T>): Process<T | ConnectionFailure> {
  const result = yield* withTimeout(ms, 'transfer', process);
  return result.timedOut ? { failure: 'timeout' } : result.value;
}

function clientName(from: Location): string {
  return from === 'external' ? from : `${from.namespace}/${from.pod}`;
}
