import type { ProxyConfig } from '../envoy/config/index';
import type { ProxyNodeInfo } from '../istio/index';
import type { ApiServer } from '../kube/index';
import type { Certificate, Credential, TrustProblem } from '../lib/x509/index';
import type {
  ConnectionFailure,
  Handshake,
  HttpRequest,
  HttpResponse,
  RequestTrace,
  TransportHello,
} from '../net/index';
import type { Kernel, Process, RandomStream } from '../sim/index';
import type { VirtualFiles } from './files';

/** The world as the shell sees it; world.ts hands it in. */
export interface ShellWorld {
  readonly kernel: Kernel;
  readonly api: ApiServer;
  readonly files: VirtualFiles;
  readonly random: RandomStream;
  /** Simulated wall clock, epoch milliseconds. */
  now(): number;
  readonly network: ShellNetwork;
  /** Lines a container wrote, oldest first; undefined when there is none. @param previous before its last restart */
  logs(namespace: string, pod: string, container: string, previous?: boolean): readonly LogLine[] | undefined;
  /** The mesh as istioctl asks it; absent where no proxies run. */
  readonly mesh?: ShellMesh;
  /** Tells the hosts something happened that is neither an API write nor a request (a file to open, `clear`). */
  notify(event: ShellEvent): void;
}

/** What istioctl gets from proxies and from istiod. */
export interface ShellMesh {
  /** Names of the proxies, `pod.namespace`, sorted. */
  proxies(): readonly string[];
  /** The configuration a proxy has in force; undefined when there is no such proxy. */
  configDump(proxy: string): ProxyConfig | undefined;
  /** Whether a proxy has taken a host (`10.244.0.11:8080`) of one of its clusters out of the rotation. */
  isEjected(proxy: string, cluster: string, address: string): boolean;
  /** What a proxy's admin interface answers; undefined when there is no such proxy. @param target `/stats?filter=rbac` */
  admin(
    proxy: string,
    method: string,
    target: string,
  ): { readonly status: number; readonly body: string } | undefined;
  /** What the agent beside a pod's proxy answers; undefined when there is none. @param path `/drain` */
  agent(
    namespace: string,
    pod: string,
    method: string,
    path: string,
  ): { readonly status: number; readonly body: string } | undefined;
  /** What a proxy holds where its configuration names a secret; undefined for a name that is no credential. */
  credential(proxy: string, sdsName: string): Credential | undefined;
  /** The SPIFFE id in a proxy's own certificate; undefined when there is no such proxy. */
  identity(proxy: string): string | undefined;
  /** Who a proxy is for istiod; undefined when it is not connected. */
  node(proxy: string): ProxyNodeInfo | undefined;
  /** Per proxy and type of configuration, whether what istiod sent was taken over. */
  syncStatus(): readonly ProxySyncStatus[];
}

export interface ProxySyncStatus {
  readonly proxy: string;
  readonly cds: string;
  readonly lds: string;
  readonly eds: string;
  readonly rds: string;
}

export type ShellEvent = { readonly type: 'open'; readonly path: string };

export interface LogLine {
  readonly atMs: number;
  readonly text: string;
}

/** How a shell, on the learner's machine or inside a pod, reaches the network. */
export interface ShellNetwork {
  /** Resolves a host name from where the shell runs; undefined when there is no such name. */
  resolve(host: string, from: NetworkLocation): string | undefined;
  /** Sends one request over a connection of its own. Cancelling closes the connection. */
  send(request: ClientRequest): Process<ClientResult>;
  /** Opens a TLS connection, looks at what the server shows, and closes it. */
  handshake(
    from: NetworkLocation,
    destination: { readonly ip: string; readonly port: number },
    hello: TransportHello,
  ): Process<ShakenHands | ConnectionFailure>;
  /** Whom (PEM) every machine outside trusts. */
  publicRoots(): string;
  /** Sends text over a TCP connection of its own and answers everything that comes back. */
  transfer(
    from: NetworkLocation,
    destination: { readonly ip: string; readonly port: number },
    text: string,
  ): Process<{ readonly outcome: { readonly text: string } | ConnectionFailure }>;
}

/** What came out of a handshake. */
export interface ShakenHands extends Handshake {
  /** Absent where an identity in the mesh is shown. */
  readonly serverChain?: readonly Certificate[];
}

/** `external`: the learner's machine; otherwise inside a pod, through its sidecar if it has one. */
export type NetworkLocation =
  | 'external'
  | {
      readonly namespace: string;
      readonly pod: string;
      /** Where a command runs: programs of one container are not in another. */
      readonly container?: string;
    };

export interface ClientRequest {
  readonly from: NetworkLocation;
  readonly ip: string;
  readonly port: number;
  /**
   * @property anchors certificates (PEM) of whom the client trusts, when it was given any
   * @property certificates what it shows (PEM), its own first
   */
  readonly tls?: {
    readonly serverName: string;
    readonly insecure: boolean;
    readonly anchors?: string;
    readonly certificates?: string;
  };
  readonly http2?: boolean;
  readonly http10?: boolean;
  readonly request: HttpRequest;
  /** Give up connecting, or the whole exchange, after so long; the outcome is then a `timeout`. */
  readonly connectTimeoutMs?: number;
  readonly maxTimeMs?: number;
  /** The answer is there with its headers; what is still to come of the body is read, or dropped, by who asked. */
  readonly streams?: boolean;
}

export interface ClientResult {
  readonly outcome: HttpResponse | ConnectionFailure;
  readonly trace: RequestTrace;
  /** Virtual milliseconds from dialling until connected, and until the answer was complete. */
  readonly connectMs: number;
  readonly totalMs: number;
  /** False when the connection never stood. */
  readonly connected: boolean;
  /** The client's own end of the connection. */
  readonly local: { readonly ip: string; readonly port: number };
  /** What the server showed over TLS, its own certificate first. */
  readonly serverChain?: readonly Certificate[];
  /** What is wrong with that, whether or not the client minds. */
  readonly serverProblem?: TrustProblem;
}
