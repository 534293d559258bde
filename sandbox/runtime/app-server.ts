import {
  Exchange,
  handedOn,
  mortal,
  SentResponse,
  StreamedResponse,
  type BodyStream,
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Handshake,
  type Hop,
  type HttpOutcome,
  type HttpRequest,
  type HttpResponse,
  type SocketAddress,
} from '../net/index';
import { parseCertificates, trustProblem, type Certificate } from '../lib/x509/index';
import { Lifeline, settled, type Process } from '../sim/index';
import type { AppInstance, Call, TlsPort } from '../workloads/index';
import type { PodIdentity } from './pod-identity';
import type { Fetch } from './app-client';

/** What OpenSSL says when the other side does not speak TLS; proxies log it. */
const NOT_TLS = 'TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end';

const RESET: ConnectionFailure = { failure: 'reset' };

/** A process listening inside a pod. */
export interface Listening {
  readonly instance: AppInstance;
  /** Ports it answers on; undefined = every port. */
  readonly ports: ReadonlySet<number> | undefined;
  /** Set where it answers only what comes from the pod itself. */
  readonly loopback?: boolean;
}

/** The time since the world began, and its wall clock (epoch milliseconds). */
export interface Clock {
  nowUs(): number;
  now(): number;
}

/** A process and what it has under way. */
class Serving {
  readonly life = new Lifeline();
  readonly instance: AppInstance;
  listening = true;
  readonly #ports: ReadonlySet<number> | undefined;
  readonly #isLoopback: boolean;

  constructor({ instance, ports, loopback = false }: Listening) {
    this.instance = instance;
    this.#ports = ports;
    this.#isLoopback = loopback;
  }

  takes({ ip, port }: SocketAddress): boolean {
    return (
      this.listening &&
      this.instance.closed !== true &&
      (this.#ports === undefined || this.#ports.has(port)) &&
      (!this.#isLoopback || ip.startsWith('127.'))
    );
  }

  end(): void {
    this.listening = false;
    this.life.sever();
  }
}

/** The sockets of a pod's applications: what a connection meets once it is past the sidecar. */
export class AppServer {
  #processes: Serving[] = [];

  constructor(
    private readonly pod: PodIdentity,
    private readonly clock: Clock,
    private readonly fetch: Fetch,
  ) {}

  add(listening: Listening): void {
    this.#processes.push(new Serving(listening));
  }

  /** The process is gone, and with it everything it was at. */
  remove(instance: AppInstance): void {
    const gone = this.#processes.filter((each) => each.instance === instance);
    this.#processes = this.#processes.filter((each) => each.instance !== instance);
    for (const process of gone) process.end();
  }

  /** The process takes nothing new; suspends until it has finished what it is at. */
  *finish(instance: AppInstance): Process<void> {
    const process = this.#processes.find((each) => each.instance === instance);
    if (process === undefined) return;
    process.listening = false;
    yield* process.life.quiet();
  }

  clear(): void {
    const gone = this.#processes;
    this.#processes = [];
    for (const process of gone) process.end();
  }

  /** @param publicTls how TLS is ended on the port, where that is not the process's own business */
  accept(request: ConnectRequest, publicTls?: TlsPort): Connection | ConnectionFailure {
    const { destination } = request;
    const found = this.#processes.find((process) => process.takes(destination));
    if (found === undefined)
      return { failure: 'refused', detail: 'delayed_connect_error:_Connection_refused' };
    const tls = publicTls ?? found.instance.tls?.find((each) => each.port === destination.port);
    if (request.hello.protocol === 'tls')
      return tls
        ? new AppConnection(this, found, request, tls, this.#judgeClient(request, tls))
        : { failure: 'tls', detail: NOT_TLS };
    return tls ? RESET : new AppConnection(this, found, request);
  }

  /** What a process that asks clients for certificates is told of this one's. */
  #judgeClient({ hello }: ConnectRequest, { clientAnchors }: TlsPort): Call['clientCertificate'] {
    if (clientAnchors === undefined) return undefined;
    if (hello.clientChain === undefined) return hello.clientIdentity === undefined ? 'missing' : 'refused';
    const anchors = parseCertificates(clientAnchors);
    const problem = trustProblem(hello.clientChain, anchors, undefined, this.clock.now());
    return problem === undefined ? 'accepted' : 'refused';
  }

  /** Runs the application for one request and records it as a hop. */
  *serve(
    instance: AppInstance,
    request: HttpRequest,
    { destination, source, application }: ConnectRequest,
    clientCertificate: Call['clientCertificate'],
    { trace, parentHop }: Exchange,
  ): Process<HttpResponse | ConnectionFailure> {
    if (instance.handle === undefined)
      return { failure: 'reset', detail: instance.tcp ? 'protocol_error' : 'connection_termination' };
    const hop = new AppHop(this.pod, request, parentHop, this.clock.nowUs());
    const hopIndex = trace.hops.push(hop) - 1;
    const child = new Exchange(trace, hopIndex);
    try {
      const response = yield* instance.handle(request, {
        port: destination.port,
        peerIP: source.ip,
        clientCertificate,
        fetch: (outgoing) => this.fetch(outgoing, child),
      });
      hop.status = response.status;
      const whole = request.method === 'HEAD' ? bodiless(response) : response;
      const answer = whole.stream === undefined ? whole : this.#streamed(whole, whole.stream, hop);
      return application === 'http/1.0' ? inHttp10(answer) : answer;
    } finally {
      hop.endUs = this.clock.nowUs();
    }
  }

  #streamed(response: HttpResponse, stream: BodyStream, hop: AppHop): HttpResponse {
    const over = (): void => {
      hop.endUs = this.clock.nowUs();
    };
    return StreamedResponse.of(response, handedOn(stream, over));
  }
}

function bodiless(response: HttpResponse): HttpResponse {
  response.stream?.drop();
  return response.stream === undefined && response.body === ''
    ? response
    : new SentResponse(response.status, response.headers, '');
}

/** Connections of HTTP/1.0 are for one request. */
function inHttp10({ status, headers, body, stream }: HttpResponse): HttpResponse {
  const closing = headers.clone();
  closing.set('connection', 'close');
  const answer = { status, headers: closing, body, http10: true } as const;
  return stream === undefined ? answer : StreamedResponse.of(answer, stream);
}

/** What an application did with a request. */
class AppHop implements Hop {
  readonly pod: string;
  readonly namespace: string;
  readonly workload: string;
  readonly direction = 'application';
  readonly flags = '';
  readonly details = '';
  endUs: number;
  status: number | undefined;

  constructor(
    pod: PodIdentity,
    readonly request: HttpRequest,
    readonly parent: number | undefined,
    readonly startUs: number,
  ) {
    this.pod = pod.name;
    this.namespace = pod.namespace;
    this.workload = pod.workload;
    this.endUs = startUs;
  }
}

class AppConnection implements Connection {
  #closed = false;

  constructor(
    private readonly server: AppServer,
    private readonly process: Serving,
    private readonly request: ConnectRequest,
    private readonly tls?: TlsPort,
    private readonly clientCertificate?: Call['clientCertificate'],
  ) {}

  get handshake(): Handshake | undefined {
    if (!this.tls) return undefined;
    const offersHttp1 = this.request.hello.alpn?.includes('http/1.1') === true;
    return {
      version: this.request.hello.versions?.[0] ?? 'TLSv1.3',
      asksClient: this.tls.clientAnchors !== undefined,
      ...(offersHttp1 ? { alpn: 'http/1.1' } : {}),
      ...(this.#isTurnedAway
        ? { alert: this.clientCertificate === 'missing' ? 'certificate required' : 'unknown ca' }
        : {}),
    };
  }

  get serverChain(): readonly Certificate[] | undefined {
    return this.tls && parseCertificates(this.tls.certificates);
  }

  /** Known to the client after its handshake, as TLS 1.3 has it. */
  get #isTurnedAway(): boolean {
    return this.tls?.turnsAway === true && this.clientCertificate !== 'accepted';
  }

  get closed(): boolean {
    return this.#closed || !this.process.listening;
  }

  exchange(request: HttpRequest, context: Exchange): Process<HttpOutcome> {
    if (this.closed || this.#isTurnedAway) return settled<HttpOutcome>(RESET);
    const { instance, life } = this.process;
    return life.bind<HttpOutcome>(
      this.server.serve(instance, request, this.request, this.clientCertificate, context),
      RESET,
      mortal,
    );
  }

  *transfer(text: string): Process<{ readonly text: string } | ConnectionFailure> {
    const { instance, life } = this.process;
    if (this.closed || instance.tcp === undefined) return RESET;
    const answer = yield* life.bind<string | undefined>(instance.tcp(text), undefined);
    return answer === undefined ? RESET : { text: answer };
  }

  close(): void {
    this.#closed = true;
  }
}
