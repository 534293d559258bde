import type { HttpOutcome, HttpRequest, HttpResponse } from '../net/index';
import type { Process, RandomStream } from '../sim/index';

/**
 * A demo application: what a container image does. It knows nothing about meshes, proxies or Kubernetes;
 * it answers requests and calls other hosts by name.
 */
export interface App {
  /** Folder name: `staff-service`. */
  readonly name: string;
  /** The real image names (without registry defaults) this app answers for; a tag selects the variant. */
  readonly images: readonly string[];
  /** Called once when a container starts. */
  start(container: Container): AppInstance;
}

/** What a started container offers. */
export interface AppInstance {
  /** Ports the process listens on, besides those the container declares. */
  readonly ports?: readonly number[];
  /** Ports on which the process ends TLS itself. */
  readonly tls?: readonly TlsPort[];
  /** True when the process listens on nothing at all, whatever the container declares. */
  readonly closed?: boolean;
  /** The process ends by itself right after its start, with this exit code. */
  readonly exitCode?: number;
  /**
   * What SIGTERM does to it: `finishes` what it is at and then ends (the default), `exits` at once, or nothing
   * (`ignores`, as process 1 without a handler does).
   */
  readonly onTerm?: 'finishes' | 'exits' | 'ignores';
  /** Answers one HTTP request; absent for pure clients. Time is taken with `sleep`. */
  handle?(request: HttpRequest, call: Call): Process<HttpResponse>;
  /** TCP: answers the text to send back, then the connection closes. */
  tcp?(text: string): Process<string>;
  /** Runs for the life of the container: simulators, pollers. */
  background?(): Process<void>;
}

/** A port on which a process ends TLS. */
export interface TlsPort {
  readonly port: number;
  /** PEM of what it shows, its own certificate first. */
  readonly certificates: string;
  /** PEM of whom it lets vouch for clients; without it clients are not asked for certificates. */
  readonly clientAnchors?: string;
  /** Clients nobody vouches for are turned away; else the process is told ({@link Call.clientCertificate}). */
  readonly turnsAway?: boolean;
}

/** The container as its process sees it. */
export interface Container {
  readonly image: string;
  /** `6-placeholder`; `latest` when absent. */
  readonly tag: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** The pod's name, as `hostname` prints it. */
  readonly hostname: string;
  /** The pod's namespace and labels, as the downward API gives them. */
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly podIP: string;
  readonly random: RandomStream;
  /** Wall-clock time of the simulated world, epoch milliseconds. */
  now(): number;
  /** One line of `kubectl logs`. */
  log(line: string): void;
  /** Text of a file that a volume put there; undefined when there is none. */
  file(path: string): string | undefined;
  /** An outgoing HTTP request that belongs to no incoming one (a background job). */
  fetch(request: OutgoingRequest): Process<HttpOutcome>;
}

/** One incoming call; requests it sends are children of it in the trace. */
export interface Call {
  readonly port: number;
  readonly peerIP: string;
  /** What became of the certificate that the client was asked for; absent when it was not. */
  readonly clientCertificate?: 'missing' | 'refused' | 'accepted' | undefined;
  fetch(request: OutgoingRequest): Process<HttpOutcome>;
}

export interface OutgoingRequest {
  readonly method?: string;
  /** Absolute: `http://fleetman-staff-service.default.svc.cluster.local:8080/driver/City%20Truck`. */
  readonly url: string;
  readonly headers?: Iterable<readonly [string, string]>;
  readonly body?: string;
  readonly timeoutMs?: number;
}

/** An identity function that gives the declaration its type. */
export function defineApp(app: App): App {
  return Object.freeze(app);
}
