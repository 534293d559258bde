import type { Connection, ConnectionFailure, ConnectRequest, Exchange, HttpOutcome } from '../net/index';
import type { Process } from '../sim/index';
import type { AppInstance, OutgoingRequest } from '../workloads/index';
import { AppServer, type Clock } from './app-server';
import { publicCertificate } from './internet/public-authority';
import type { PodIdentity } from './pod-identity';

/** The lower half of 198.51.100.0/24 belongs to load balancers. */
const FIRST_HOST = 128;

/** A server on the internet. */
export interface ExternalServer {
  /** The name records give it. */
  readonly name: string;
  /** DNS names; `*.wikipedia.org` stands for every name below it. */
  readonly hosts: readonly string[];
  /** Default: the next free address of the upper half of 198.51.100.0/24. */
  readonly ip?: string;
  /** Plaintext HTTP ports and TLS ports. */
  readonly ports: readonly number[];
  readonly tlsPorts?: readonly number[];
  readonly instance: AppInstance;
}

interface Reachable {
  readonly server: ExternalServer;
  readonly sockets: AppServer;
}

/** What lies outside the cluster: names, addresses and the servers behind them. A world without entries is offline. */
export class ExternalWorld {
  readonly #byIP = new Map<string, Reachable>();
  readonly #byHost = new Map<string, string>();
  readonly #bySuffix = new Map<string, string>();

  constructor(private readonly clock: Clock) {}

  add(server: ExternalServer): string {
    const ip = server.ip ?? `198.51.100.${String(FIRST_HOST + this.#byIP.size)}`;
    const sockets = new AppServer(identityOf(server, ip), this.clock, offline);
    sockets.add({ instance: server.instance, ports: new Set([...server.ports, ...(server.tlsPorts ?? [])]) });
    this.#byIP.set(ip, { server, sockets });
    for (const host of server.hosts) {
      const name = host.toLowerCase();
      if (name.startsWith('*.')) this.#bySuffix.set(name.slice(1), ip);
      else this.#byHost.set(name, ip);
    }
    return ip;
  }

  has(ip: string): boolean {
    return this.#byIP.has(ip);
  }

  resolve(host: string): string | undefined {
    const name = host.toLowerCase();
    const exact = this.#byHost.get(name);
    if (exact !== undefined) return exact;
    for (const [suffix, ip] of this.#bySuffix) if (name.endsWith(suffix)) return ip;
    return undefined;
  }

  accept(request: ConnectRequest): Connection | ConnectionFailure {
    const found = this.#byIP.get(request.destination.ip);
    const tlsPort = found?.server.tlsPorts?.includes(request.destination.port) ?? false;
    const isTls = request.hello.protocol === 'tls';
    if (found === undefined) return { failure: 'refused' };
    if (tlsPort && !isTls) return { failure: 'reset', detail: 'plain HTTP sent to a TLS port' };
    if (!tlsPort) return found.sockets.accept(request);
    const certificates = publicCertificate(found.server.hosts, this.clock.now());
    return found.sockets.accept(request, { port: request.destination.port, certificates });
  }
}

function identityOf({ name }: ExternalServer, ip: string): PodIdentity {
  return { key: name, name, namespace: '', workload: name, serviceAccount: '', ip, additionalIps: [] };
}

/** Servers outside call nobody. */
function* offline(_outgoing: OutgoingRequest, _context: Exchange): Process<HttpOutcome> {
  return { failure: 'dns' };
}
