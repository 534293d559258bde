import type { Proxy } from '../envoy/index';
import { parseDurationMs } from '../lib/duration';
import { parseYaml } from '../lib/yaml/index';
import { sleep, type Process } from '../sim/index';
import { PROXY_CONFIG } from './proxy-environment';

/** How istio-agent ends its Envoy. */
export interface TerminationSettings {
  /** How long listeners of an Envoy that is drained go on (ProxyConfig.drainDuration). */
  readonly drainMs: number;
  /** How long an Envoy that was told to end serves on (ProxyConfig.terminationDrainDuration), … */
  readonly terminationDrainMs: number;
  /** … or it serves on until nobody is connected any more (EXIT_ON_ZERO_ACTIVE_CONNECTIONS), … */
  readonly exitOnZeroActiveConnections: boolean;
  /** … at least so long (MINIMUM_DRAIN_DURATION). */
  readonly minimumDrainMs: number;
}

const DEFAULTS = { drain: 45_000, termination: 5000, minimum: 5000 } as const;
/** How often connections are counted. */
const CHECK_MS = 1000;
const ACTIVE = '/stats?usedonly&filter=downstream_cx_active$';
/** Its listeners for probes and scrapers do not count. */
const OWN_LISTENERS: ReadonlySet<string> = new Set(
  [15_021, 15_090].map((port) => `listener.0.0.0.0_${String(port)}.downstream_cx_active`),
);

interface AgentConfig {
  readonly drainDuration?: string;
  readonly terminationDrainDuration?: string;
  readonly proxyMetadata?: Readonly<Record<string, string | undefined>>;
}

/** @param environment of the container in which both run */
export function terminationSettings(environment: Readonly<Record<string, string>>): TerminationSettings {
  const written = environment[PROXY_CONFIG];
  const value = written === undefined ? undefined : parseYaml(written, { file: PROXY_CONFIG }).documents[0];
  const config = (value?.value ?? {}) as AgentConfig;
  const variable = (name: string): string => environment[name] ?? config.proxyMetadata?.[name] ?? '';
  const ms = (text: string | undefined, otherwise: number): number =>
    (text === undefined ? undefined : parseDurationMs(text)) ?? otherwise;
  return {
    drainMs: ms(config.drainDuration, DEFAULTS.drain),
    terminationDrainMs: ms(config.terminationDrainDuration, DEFAULTS.termination),
    exitOnZeroActiveConnections: /^(1|t|true)$/i.test(variable('EXIT_ON_ZERO_ACTIVE_CONNECTIONS')),
    minimumDrainMs: ms(variable('MINIMUM_DRAIN_DURATION') || undefined, DEFAULTS.minimum),
  };
}

/** istio-agent, as far as the end of its Envoy is concerned (pkg/envoy/agent.go). */
export class ProxyAgent {
  #isDrained = false;

  constructor(
    private readonly proxy: Proxy,
    private readonly settings: TerminationSettings,
  ) {}

  /** `POST /drain`: clients are told to go elsewhere from now on, and when the end comes nobody is waited for. */
  drainNow(): void {
    this.#isDrained = true;
    this.#drain();
  }

  /** SIGTERM: suspends until the Envoy may be ended. */
  *terminate(): Process<void> {
    if (this.#isDrained) return;
    this.#drain();
    const { exitOnZeroActiveConnections, minimumDrainMs, terminationDrainMs } = this.settings;
    if (!exitOnZeroActiveConnections) {
      yield* sleep(terminationDrainMs);
      return;
    }
    yield* sleep(minimumDrainMs);
    do yield* sleep(CHECK_MS);
    while (this.#activeConnections() > 0);
  }

  #drain(): void {
    this.proxy.drain({ graceful: true, inboundOnly: this.proxy.node.role === 'sidecar' });
  }

  /** As the Envoy counts them. */
  #activeConnections(): number {
    const lines = this.proxy.admin('GET', ACTIVE).body.split('\n');
    const counts = lines.map((line) => line.split(': '));
    return counts
      .filter(([name = '']) => name.startsWith('listener.') && !OWN_LISTENERS.has(name))
      .reduce((sum, [, count]) => sum + Number(count), 0);
  }
}
