import type { ProxyConfig } from '../../envoy/config/index';
import type { Credential } from '../../lib/x509/index';
import type { Kernel } from '../../sim/index';
import { SectionMemo, type Snapshot } from '../discovery/index';
import {
  clusterDelta,
  createContext,
  isComputedFrom,
  translateContext,
  verifiedCredentials,
  type Context,
  type ProxyNodeInfo,
} from '../translate/index';
import { computedTypes } from './computed-types';
import type { ProxyStatus } from './proxy-status';
import { pushRequest, type PushRequest } from './push-request';
import { relevantUpdates } from './relevant-updates';
import { SecretDiscovery } from './secret-discovery';
import type { SecretLookup } from './secret-name';
import { WaitingListeners } from './waiting-listeners';
import type { XdsStream } from './xds-stream';

/** What proxies are told of. */
export interface PushSource {
  readonly kernel: Kernel;
  /** The mesh as it is now. */
  current(): Snapshot;
  readonly lookUp: SecretLookup;
}

/** A proxy that is connected: who it is, what it was told, and what it waits for. */
export class ProxyConnection {
  readonly #waiting = new WaitingListeners();
  readonly #secrets: SecretDiscovery;
  #memo: SectionMemo;
  #known: Context | undefined;
  /** How it saw the mesh when it was told last whether anything concerned it. */
  #seen: Context | undefined;
  /** When a wait is over that a push is scheduled for. */
  #timeoutUs: number | undefined;
  #closed = false;

  constructor(
    readonly node: ProxyNodeInfo,
    private readonly stream: XdsStream,
    private readonly source: PushSource,
    memo = new SectionMemo(),
  ) {
    this.#memo = memo;
    this.#secrets = new SecretDiscovery({
      namespace: node.namespace,
      verified: () => verifiedCredentials(this.#context()),
      lookUp: source.lookUp,
    });
  }

  /** Pushes, as an event of its own, everything that there is to be told. */
  pushAfter(delayUs: number): void {
    const { kernel } = this.source;
    kernel.schedule(delayUs, () => {
      if (!this.#closed) this.push(pushRequest(kernel.nowUs));
    });
  }

  /** Tells the proxy what of a request concerns it. */
  push(request: PushRequest): void {
    const seen = this.#seen;
    const now = this.#context();
    this.#seen = now;
    const updates = relevantUpdates(request, now, seen);
    if (updates?.length === 0) return;
    const computed = updates && computedTypes(updates, this.node);
    const config = this.#serving(translateContext(now, this.#memo, computed));
    if (updates && computed?.has('clusters')) {
      const keys = updates.filter((key) => isComputedFrom('clusters', key, this.node));
      const delta = clusterDelta(now, seen, keys, config.clusters, this.stream.clusterNames);
      this.stream.push(config, computed, delta);
    } else this.stream.push(config, computed);
    this.#awaitTimeout();
  }

  /** What it holds where its configuration names a secret; undefined for a name that is no credential. */
  credential(sdsName: string): Credential | undefined {
    return this.#secrets.credential(sdsName);
  }

  status(): ProxyStatus {
    return this.stream.status(this.node.id);
  }

  /** What was computed for it. */
  get memo(): SectionMemo {
    return this.#memo;
  }

  /** Nothing that was computed for it holds any more. */
  startOver(): void {
    this.#memo = new SectionMemo();
  }

  close(): void {
    this.#closed = true;
    this.stream.close();
  }

  /** The mesh as the proxy sees it now. */
  #context(): Context {
    const snapshot = this.source.current();
    if (this.#known?.snapshot === snapshot) return this.#known;
    this.#known = createContext(snapshot, this.node);
    return this.#known;
  }

  #serving(config: ProxyConfig): ProxyConfig {
    if (this.node.type !== 'router') return config;
    const serve = (sdsName: string): boolean => this.#secrets.serve(sdsName);
    return { ...config, listeners: this.#waiting.ready(config.listeners, serve, this.source.kernel.nowUs) };
  }

  /** Listeners go on without what has not come when the time is up. */
  #awaitTimeout(): void {
    const { nowUs } = this.source.kernel;
    const timeoutUs = this.#waiting.nextTimeoutUs(nowUs);
    if (timeoutUs === undefined || timeoutUs === this.#timeoutUs) return;
    this.#timeoutUs = timeoutUs;
    this.pushAfter(timeoutUs - nowUs);
  }
}
