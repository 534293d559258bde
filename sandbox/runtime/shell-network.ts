import {
  isFailure,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type HttpOutcome,
  type RequestTrace,
  type SocketAddress,
} from '../net/index';
import type { Kernel, Process } from '../sim/index';
import { frame } from './client-framing';
import type { Kubelet } from './kubelet';
import type { Network } from './network';
import type { TraceIds } from './trace-ids';

/** `external`: the learner's machine; otherwise inside a pod. */
export type Location = 'external' | { readonly namespace: string; readonly pod: string };

/** One request of a command-line client, on a connection of its own. */
export interface SendRequest {
  readonly from: Location;
  readonly ip: string;
  readonly port: number;
  readonly tls?: { readonly serverName: string; readonly insecure: boolean };
  readonly http2?: boolean;
  readonly request: Parameters<Connection['exchange']>[0];
}

export interface SendResult {
  readonly outcome: HttpOutcome;
  readonly trace: RequestTrace;
  readonly connectMs: number;
  readonly totalMs: number;
}

/** What the shell network is made from. */
export interface ShellNetworkParts {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly kubelet: Kubelet;
  readonly traces: TraceIds;
  /** The learner's machine as the cluster sees it. */
  readonly clientIP: string;
  /** Names as the learner's machine resolves them. */
  resolveOutside(host: string): string | undefined;
}

/** How commands reach the network: from the learner's machine, or from inside a pod through its sidecar. */
export class RuntimeShellNetwork {
  #clientPort = 40_000;

  constructor(private readonly parts: ShellNetworkParts) {}

  resolve(host: string, from: Location): string | undefined {
    if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return host;
    if (from === 'external') return host === 'localhost' ? '127.0.0.1' : this.parts.resolveOutside(host);
    return this.parts.network.resolve(host, from.namespace);
  }

  /** Sends one request; cancelling closes the connection and still records the request. */
  *send(send: SendRequest): Process<SendResult> {
    const { kernel, traces } = this.parts;
    const startMs = kernel.nowMs;
    const trace = traces.start(clientName(send.from), 'learner');
    let finished = false;
    let connection: Connection | undefined;
    try {
      const connected = yield* this.#connect(send, send.http2 === true ? 'h2' : 'http/1.1');
      const connectMs = kernel.nowMs - startMs;
      let outcome: HttpOutcome;
      if (isFailure(connected)) outcome = connected;
      else {
        connection = connected;
        outcome = yield* connected.exchange(send.request, { trace });
      }
      if (!isFailure(outcome)) outcome = frame(outcome, send.request.method);
      finished = true;
      traces.finish(trace, outcome);
      return { outcome, trace, connectMs, totalMs: kernel.nowMs - startMs };
    } finally {
      connection?.close();
      if (!finished) traces.finish(trace);
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
    const connected = yield* this.#connect({ from, ip: destination.ip, port: destination.port }, 'tcp');
    if (isFailure(connected)) return { outcome: connected, trace };
    try {
      if (connected.transfer === undefined) return { outcome: { failure: 'reset' }, trace };
      return { outcome: yield* connected.transfer(text, { trace }), trace };
    } finally {
      connected.close();
      this.parts.traces.finish(trace);
    }
  }

  *#connect(
    target: Pick<SendRequest, 'from' | 'ip' | 'port' | 'tls'>,
    application: ConnectRequest['application'],
  ): Process<Connection | ConnectionFailure> {
    const { network, kubelet, clientIP } = this.parts;
    const { from, ip, port, tls } = target;
    const alpn = application === 'h2' ? ['h2'] : ['h2', 'http/1.1'];
    const request = (source: SocketAddress): ConnectRequest => ({
      source,
      destination: { ip, port },
      hello: tls ? { protocol: 'tls', serverName: tls.serverName, alpn } : { protocol: 'raw_buffer' },
      application,
    });
    if (from === 'external') {
      this.#clientPort = this.#clientPort >= 60_999 ? 40_000 : this.#clientPort + 1;
      return yield* network.connectFromOutside(request({ ip: clientIP, port: this.#clientPort }));
    }
    const sandbox = kubelet.sandbox(from.namespace, from.pod);
    if (sandbox === undefined) return { failure: 'unreachable' };
    return yield* sandbox.connectFromApp(request(sandbox.nextSource()));
  }
}

function clientName(from: Location): string {
  return from === 'external' ? from : `${from.namespace}/${from.pod}`;
}
