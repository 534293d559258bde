import type { Kernel, Timer } from '../../sim/index';
import type { ConnectedProxy } from './connected-proxy';

/** How soon an Envoy whose stream ended asks again: twice as late each time. */
const WAIT_MS = { first: 500, most: 30_000 } as const;

/** Proxies that istiod turned away; each comes back until it is taken or gone. */
export class RefusedProxies {
  readonly #waiting = new Map<string, { readonly waitMs: number; readonly timer: Timer }>();

  constructor(
    private readonly kernel: Kernel,
    private readonly connect: (proxy: ConnectedProxy) => void,
  ) {}

  add(proxy: ConnectedProxy): void {
    const before = this.#waiting.get(proxy.id);
    before?.timer.cancel();
    const waitMs = before ? Math.min(2 * before.waitMs, WAIT_MS.most) : WAIT_MS.first;
    const timer = this.kernel.schedule(waitMs * 1000, () => {
      this.connect(proxy);
    });
    this.#waiting.set(proxy.id, { waitMs, timer });
  }

  forget(proxyId: string): void {
    this.#waiting.get(proxyId)?.timer.cancel();
    this.#waiting.delete(proxyId);
  }
}
