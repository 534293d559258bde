import type { Dialer } from '../net/index';
import type { Credential } from '../lib/x509/index';
import type { Kernel, RandomStream } from '../sim/index';
import type { ProxyNode } from './proxy';

/** What every part of one proxy shares. */
export interface ProxyContext {
  readonly node: ProxyNode;
  readonly kernel: Kernel;
  readonly dialer: Dialer;
  readonly random: ProxyRandom;
  /** The simulated wall clock, epoch milliseconds. */
  readonly now: () => number;
  /** What it holds of a secret that its configuration names; undefined for certificates that are always there. */
  readonly credential: (sdsName: string) => Credential | undefined;
  /** The next ephemeral source port. */
  readonly nextPort: () => number;
}

/** One stream per purpose, so that a new draw in one place never shifts another. */
export interface ProxyRandom {
  readonly latency: RandomStream;
  readonly requestId: RandomStream;
  readonly weightedCluster: RandomStream;
  readonly loadBalancer: RandomStream;
  readonly fault: RandomStream;
  readonly retry: RandomStream;
  readonly mirror: RandomStream;
  /** Ids of traces and spans. */
  readonly tracing: RandomStream;
  readonly rateLimit: RandomStream;
}
