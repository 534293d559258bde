import type { ProxyConfig } from '../envoy/config/index';
import type { Credential } from '../lib/x509/index';
import type { Proxy, ProxyNode } from '../envoy/index';
import type { Process, Task } from '../sim/index';
import { CLUSTER_DOMAIN } from './dns';
import type { NameTable } from './local-dns';

/** What a proxy's agent says about itself when it connects. */
export interface ProxyHello extends ProxyNode {
  readonly labels: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  readonly additionalIps: readonly string[];
  /** What it was started with. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What the runtime needs of a control plane: someone who pushes configuration to connected proxies. */
export interface ControlPlane {
  connect(proxy: ProxyHello): void;
  disconnect(proxyId: string): void;
  /** Whose members proxies are from now on, as their certificates say. */
  readonly trustDomain: string;
  /** What the proxy holds of a secret that it was told to use; undefined for a name that is no credential. */
  credential?(proxyId: string, sdsName: string): Credential | undefined;
  /** The hosts that the proxy's agent answers DNS for. */
  names?(proxyId: string): NameTable | undefined;
}

/** The xDS clients of all proxies: hands pushed configuration to the right Envoy and tells who waits for the first. */
export class Agents {
  readonly #proxies = new Map<string, Proxy>();
  readonly #configured = new Set<string>();
  readonly #waiting = new Map<string, Task<unknown>[]>();

  constructor(private readonly controlPlane: ControlPlane | undefined) {}

  /** Starts the agent of a proxy; its configuration arrives by {@link deliver}. */
  connect(proxy: Proxy, hello: ProxyHello): void {
    this.#proxies.set(hello.id, proxy);
    this.controlPlane?.connect(hello);
  }

  /** What certificates of proxies that start now are made out for. */
  get trustDomain(): string {
    return this.controlPlane?.trustDomain ?? CLUSTER_DOMAIN;
  }

  disconnect(proxyId: string): void {
    if (!this.#proxies.delete(proxyId)) return;
    this.#configured.delete(proxyId);
    this.#waiting.delete(proxyId);
    this.controlPlane?.disconnect(proxyId);
  }

  /** Applies a push. Unknown proxies (already gone) are ignored, as a closed stream would. */
  deliver(proxyId: string, config: ProxyConfig): void {
    const proxy = this.#proxies.get(proxyId);
    if (proxy === undefined) return;
    proxy.applyConfig(config);
    this.#configured.add(proxyId);
    for (const task of this.#waiting.get(proxyId) ?? []) task.wake();
    this.#waiting.delete(proxyId);
  }

  /** Suspends until the proxy holds its first configuration: what `/healthz/ready` answers from then on. */
  *ready(proxyId: string): Process<void> {
    if (this.#configured.has(proxyId)) return;
    yield (task) => {
      this.#waiting.set(proxyId, [...(this.#waiting.get(proxyId) ?? []), task]);
    };
  }

  /** What a proxy holds of a secret: asked for when a handshake needs it. */
  credential(proxyId: string, sdsName: string): Credential | undefined {
    return this.controlPlane?.credential?.(proxyId, sdsName);
  }

  /** What the agent of a proxy answers DNS with, once it was told. */
  names(proxyId: string): NameTable | undefined {
    return this.#configured.has(proxyId) ? this.controlPlane?.names?.(proxyId) : undefined;
  }

  byId(proxyId: string): Proxy | undefined {
    return this.#proxies.get(proxyId);
  }

  /** Sorted by id. */
  ids(): readonly string[] {
    return [...this.#proxies.keys()].sort();
  }
}
