import type { Proxy } from '../envoy/index';
import { agentVariable, exitsOnZeroConnections, writtenSettings } from '../istio/index';
import { parseDurationMs } from '../lib/duration';
import { sleep, type Process } from '../sim/index';

/** How istio-agent ends its Envoy. */
interface TerminationSettings {
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

/** @param environment of the container in which both run */
export function terminationSettings(environment: Readonly<Record<string, string>>): TerminationSettings {
  const settings = writtenSettings(environment);
  const ms = (text: string | undefined, otherwise: number): number =>
    (text === undefined ? undefined : parseDurationMs(text)) ?? otherwise;
  return {
    drainMs: ms(settings.drainDuration, DEFAULTS.drain),
    terminationDrainMs: ms(settings.terminationDrainDuration, DEFAULTS.termination),
    exitOnZeroActiveConnections: exitsOnZeroConnections(environment, settings),
    minimumDrainMs: ms(
      agentVariable('MINIMUM_DRAIN_DURATION', environment, settings) || undefined,
      DEFAULTS.minimum,
    ),
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
