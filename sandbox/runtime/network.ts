import type { Connection, ConnectionFailure, ConnectRequest } from '../net/index';
import { elapse, settled, type Process, type RandomStream, type Suspension } from '../sim/index';
import type { ClusterDns } from './dns';
import type { ExternalWorld } from './external-world';
import type { KubeProxy } from './kube-proxy';
import type { ServiceTable } from './service-table';

/** Mean time to set up a connection between two pods, and across the cluster's edge. */
const POD_LINK_MS = 0.15;
const EDGE_LINK_MS = 0.5;
export interface NetworkParts {
  readonly services: ServiceTable;
  readonly kubeProxy: KubeProxy;
  readonly dns: ClusterDns;
  readonly external: ExternalWorld;
  /** Jitter of link times. */
  readonly random: RandomStream;
  readonly nodeIP: string;
}

/** What stands at a pod's address. */
export interface AttachedPod {
  readonly identity: { readonly ip: string; readonly additionalIps?: readonly string[] };
  /** A connection arrives. */
  accept(request: ConnectRequest): Process<Connection | ConnectionFailure>;
}

function addressesOf({ identity: { ip, additionalIps = [] } }: AttachedPod): readonly string[] {
  return [ip, ...additionalIps];
}

/** The wires: pods by address, services' addresses, the world outside. */
export class Network {
  readonly #pods = new Map<string, AttachedPod>();

  constructor(private readonly parts: NetworkParts) {}

  attach(pod: AttachedPod): void {
    for (const ip of addressesOf(pod)) this.#pods.set(ip, pod);
  }

  detach(pod: AttachedPod): void {
    for (const ip of addressesOf(pod)) if (this.#pods.get(ip) === pod) this.#pods.delete(ip);
  }

  /** A name as a pod of the namespace resolves it. */
  resolve(host: string, namespace: string): string | undefined {
    return this.parts.dns.resolve(host, namespace);
  }

  /** Dials from inside the cluster. */
  connect(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const translation = this.parts.kubeProxy.translate(request.destination);
    if (translation === 'refused') return this.#refuse(POD_LINK_MS);
    const arrived = translation === undefined ? request : { ...request, destination: translation.to };
    return this.#deliver(arrived, POD_LINK_MS);
  }

  /** Dials from outside: only load balancers, node ports and outside servers answer there. */
  connectFromOutside(request: ConnectRequest): Process<Connection | ConnectionFailure> {
    const { ip } = request.destination;
    if (this.parts.external.has(ip)) return this.#deliver(request, EDGE_LINK_MS);
    const reachable = ip === this.parts.nodeIP || this.parts.services.isLoadBalancer(ip);
    if (!reachable) return settled<ConnectionFailure>({ failure: 'timeout' });
    const translation = this.parts.kubeProxy.translate(request.destination);
    if (translation === undefined || translation === 'refused') return this.#refuse(EDGE_LINK_MS);
    const source = translation.masquerade
      ? { ip: this.parts.nodeIP, port: request.source.port }
      : request.source;
    return this.#deliver({ ...request, source, destination: translation.to }, EDGE_LINK_MS);
  }

  *#deliver(request: ConnectRequest, linkMs: number): Process<Connection | ConnectionFailure> {
    const way = this.#travel(linkMs);
    if (way) yield way;
    const { ip } = request.destination;
    const pod = this.#pods.get(ip);
    if (pod !== undefined) return yield* pod.accept(request);
    if (this.parts.external.has(ip)) return this.parts.external.accept(request);
    return { failure: ip.startsWith('10.') || ip.startsWith('fd00:10:') ? 'unreachable' : 'timeout' };
  }

  *#refuse(linkMs: number): Process<ConnectionFailure> {
    const way = this.#travel(linkMs);
    if (way) yield way;
    return { failure: 'refused', detail: 'delayed_connect_error:_Connection_refused' };
  }

  #travel(meanMs: number): Suspension | undefined {
    return elapse(meanMs * this.parts.random.between(0.7, 1.3));
  }
}
