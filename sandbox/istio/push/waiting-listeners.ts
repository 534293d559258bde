import type { FilterChain, Listener, SdsSecretConfig } from '../../envoy/config/index';

/** How long Envoy waits for a secret before it goes without (initial_fetch_timeout, which istiod leaves as it is for credentials). */
const FETCH_TIMEOUT_US = 15_000_000;

/**
 * The listeners of one gateway that have what they need. One that names a secret istiod cannot serve waits for it, with
 * all of its servers: nothing answers on its port (pilot/pkg/xds/sds.go sends nothing for a secret that is missing or
 * incomplete) until the time is up; from then on only the servers of that secret have nothing to show.
 * What the proxy was served once it keeps as long as a listener names it, whatever becomes of the Secret.
 */
export class WaitingListeners {
  readonly #served = new Set<string>();
  readonly #askedAtUs = new Map<string, number>();

  /**
   * Of these, the ones that listen.
   * @param serve hands the proxy a secret; answers false when there is none to hand
   */
  ready(
    listeners: readonly Listener[],
    serve: (sdsName: string) => boolean,
    nowUs: number,
  ): readonly Listener[] {
    const secrets = listeners.flatMap(({ filterChains }) => filterChains.flatMap(sdsSecrets));
    const wanted = new Map(secrets.map((secret) => [keyOf(secret), secret]));
    for (const name of this.#served) if (!wanted.has(name)) this.#served.delete(name);
    for (const name of this.#askedAtUs.keys()) if (!wanted.has(name)) this.#askedAtUs.delete(name);
    for (const [name, { server }] of wanted) {
      if (server === undefined && serve(name)) this.#served.add(name);
      else if (!this.#askedAtUs.has(name)) this.#askedAtUs.set(name, nowUs);
    }
    const goesOn = (name: string): boolean =>
      this.#served.has(name) || nowUs >= (this.#askedAtUs.get(name) ?? nowUs) + FETCH_TIMEOUT_US;
    const ready = listeners.filter(({ filterChains }) =>
      filterChains.flatMap(sdsSecrets).map(keyOf).every(goesOn),
    );
    return ready.length === listeners.length ? listeners : ready;
  }

  /** When the next wait is over, microseconds; undefined when nothing is waited for. */
  nextTimeoutUs(nowUs: number): number | undefined {
    const due = [...this.#askedAtUs]
      .filter(([name]) => !this.#served.has(name))
      .map(([, askedAtUs]) => askedAtUs + FETCH_TIMEOUT_US)
      .filter((timeoutUs) => timeoutUs > nowUs);
    return due.length === 0 ? undefined : Math.min(...due);
  }
}

/** Servers beside istiod know other secrets by the same names. */
function keyOf({ name, server }: SdsSecretConfig): string {
  return server === undefined ? name : `${server.clusterName} ${name}`;
}

function sdsSecrets({ transportSocket }: FilterChain): readonly SdsSecretConfig[] {
  const context = transportSocket?.typedConfig?.commonTlsContext;
  const certificates = context?.tlsCertificateSdsSecretConfigs ?? [];
  const anchors = context?.validationContextSdsSecretConfig;
  return anchors === undefined ? certificates : [...certificates, anchors];
}
