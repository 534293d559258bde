import {
  type Connection,
  type ConnectionFailure,
  type ConnectRequest,
  type Exchange,
  type Hop,
  type HttpRequest,
  type HttpResponse,
} from '../net/index';
import { settled, type Process } from '../sim/index';
import type { AppInstance } from '../workloads/index';
import type { PodIdentity } from './pod-identity';
import type { Fetch } from './app-client';

/** What OpenSSL says when the other side does not speak TLS; proxies log it. */
const NOT_TLS = 'TLS_error:|268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER:TLS_error_end';

/** A process listening inside a pod. */
export interface Listening {
  readonly instance: AppInstance;
  /** Ports it answers on; undefined = every port. */
  readonly ports: ReadonlySet<number> | undefined;
}

/** The sockets of a pod's applications: what a connection meets once it is past the sidecar. */
export class AppServer {
  readonly #listening: Listening[] = [];

  constructor(
    private readonly pod: PodIdentity,
    private readonly nowUs: () => number,
    private readonly fetch: Fetch,
  ) {}

  add(listening: Listening): void {
    this.#listening.push(listening);
  }

  remove(instance: AppInstance): void {
    const at = this.#listening.findIndex((each) => each.instance === instance);
    if (at >= 0) this.#listening.splice(at, 1);
  }

  clear(): void {
    this.#listening.length = 0;
  }

  isListening(instance: AppInstance): boolean {
    return this.#listening.some((each) => each.instance === instance);
  }

  /** @param serverIdentity the name in the certificate shown, when TLS has been ended before */
  accept(request: ConnectRequest, serverIdentity?: string): Connection | ConnectionFailure {
    const { port } = request.destination;
    const found = this.#listening.find(
      ({ instance, ports }) => instance.closed !== true && (ports === undefined || ports.has(port)),
    );
    if (found === undefined)
      return { failure: 'refused', detail: 'delayed_connect_error:_Connection_refused' };
    if (request.hello.protocol === 'tls') return { failure: 'tls', detail: NOT_TLS };
    return new AppConnection(this, found.instance, request, serverIdentity);
  }

  /** Runs the application for one request and records it as a hop. */
  *serve(
    instance: AppInstance,
    request: HttpRequest,
    connect: ConnectRequest,
    { trace, parentHop }: Exchange,
  ): Process<HttpResponse | ConnectionFailure> {
    if (instance.handle === undefined) return { failure: 'reset', detail: 'connection_termination' };
    const hop = new AppHop(this.pod, request, parentHop, this.nowUs());
    const hopIndex = trace.hops.push(hop) - 1;
    const child: Exchange = { trace, parentHop: hopIndex };
    const response = yield* instance.handle(request, {
      port: connect.destination.port,
      peerIP: connect.source.ip,
      fetch: (outgoing) => this.fetch(outgoing, child),
    });
    hop.status = response.status;
    hop.endUs = this.nowUs();
    return request.method === 'HEAD' && response.body !== '' ? { ...response, body: '' } : response;
  }
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
    private readonly instance: AppInstance,
    private readonly request: ConnectRequest,
    readonly serverIdentity: string | undefined,
  ) {}

  get closed(): boolean {
    return this.#closed || !this.server.isListening(this.instance);
  }

  exchange(request: HttpRequest, context: Exchange): Process<HttpResponse | ConnectionFailure> {
    if (this.closed) return settled<ConnectionFailure>({ failure: 'reset' });
    return this.server.serve(this.instance, request, this.request, context);
  }

  *transfer(text: string): Process<{ readonly text: string } | ConnectionFailure> {
    if (this.closed || this.instance.tcp === undefined) return { failure: 'reset' };
    return { text: yield* this.instance.tcp(text) };
  }

  close(): void {
    this.#closed = true;
  }
}
