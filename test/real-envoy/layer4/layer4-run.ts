import { setTimeout as wait } from 'node:timers/promises';
import type { FilterChain, ProxyConfig } from '../../../sandbox/envoy/config/index';
import { takeSnapshot, translate } from '../../../sandbox/istio/index';
import type { KubeObject } from '../../../sandbox/kube/index';
import { meshObjects } from '../../conformance/mesh-objects';
import { ingress, sidecar } from '../../translate/support/mesh';
import { finished } from '../bootstrap/bootstrap';
import { withoutIstioFilters } from '../bootstrap/istio-filters';
import { EnvoyProcess, freePort } from '../differential/envoy-process';
import { onLoopback } from '../differential/loopback';
import { oneSide, type Configs } from '../differential/simulated-proxies';
import { SERVER } from '../random/layer4-mesh';
import { differences, type Observation, type Probe } from './probe';
import { dial } from './real-side';
import { SimulatedSide } from './simulated-side';

/** The configurations that our control plane generates, without chains that end TLS. */
export function layer4ConfigsOf(objects: readonly KubeObject[]): Configs {
  const snapshot = takeSnapshot({ ...meshObjects(objects), meshConfig: { enableAutoMtls: false } });
  return {
    gateway: withoutCertificates(translate(snapshot, ingress())),
    client: oneSide(withoutCertificates(translate(snapshot, sidecar({ ip: '127.1.0.9' }))), 'OUTBOUND'),
    server: oneSide(withoutCertificates(translate(snapshot, sidecar(SERVER))), 'INBOUND'),
  };
}

function withoutCertificates(config: ProxyConfig): ProxyConfig {
  const { listeners, ...rest } = withoutIstioFilters(config);
  const isPlain = ({ transportSocket }: FilterChain): boolean => transportSocket === undefined;
  return {
    ...rest,
    listeners: listeners
      .map((one) => ({ ...one, filterChains: one.filterChains.filter(isPlain) }))
      .filter(({ filterChains, defaultFilterChain }) => filterChains.length > 0 || defaultFilterChain),
  };
}

/** The listeners that have sockets, by proxy and by the port that was dialled. */
function entrance({ via, destination }: Probe): string {
  if (via === 'client') return 'virtualOutbound';
  return via === 'server' ? 'virtualInbound' : `0.0.0.0_${String(destination.port)}`;
}

const FIRST_PORT = 20_000;
const AT_ONCE = 8;
const WORLDS = 8;
const CHANCES = 200;
const SETTLE_MS = 200;

/** Proxies of bytes, real ones and simulated ones. */
export class Layer4Run {
  readonly #envoy: EnvoyProcess;
  readonly #ports = new Map<string, number>();
  #next = FIRST_PORT;

  constructor(
    binary: string,
    private readonly configs: Configs,
    private readonly upstreams: ReadonlySet<string>,
    private readonly seed: number,
  ) {
    this.#envoy = new EnvoyProcess(binary);
  }

  async start(): Promise<void> {
    const vias = ['gateway', 'client', 'server'] as const;
    const entrances = ['virtualOutbound', 'virtualInbound', '0.0.0.0_443', '0.0.0.0_31400'];
    for (const name of entrances) this.#ports.set(name, await freePort());
    const parts = vias.map((via) => onLoopback(this.configs[via], via, this.#ports, this.#envoy.logFile));
    const listeners = parts.flatMap((one) => one.listeners);
    const clusters = parts.flatMap((one) => one.clusters);
    await this.#envoy.start((adminPort) =>
      finished(
        { listeners, clusters },
        { address: { socketAddress: { address: '127.0.0.1', portValue: adminPort } } },
      ),
    );
  }

  stop(): Promise<void> {
    return this.#envoy.stop();
  }

  /** What the real proxies do with connections. */
  async observe(probes: readonly Probe[]): Promise<Observation[]> {
    const first = this.#next;
    this.#next += probes.length;
    const texts: string[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < probes.length; index = next++) {
        const probe = probes[index];
        const port = probe && this.#ports.get(entrance(probe));
        if (probe && port !== undefined) texts[index] = await dial(probe, first + index, port);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await wait(SETTLE_MS);
    const logs = new Map(this.#envoy.log().map((line) => [Number(line['port']), line]));
    return probes.map((_probe, index) => ({
      text: texts[index] ?? '',
      log: logged(logs.get(first + index)),
    }));
  }

  async disagreements(probes: readonly Probe[]): Promise<string[]> {
    const real = await this.observe(probes);
    const worlds = Array.from({ length: WORLDS }, (_, index) => this.simulated(this.seed + index));
    return probes.flatMap((probe, index) => {
      const seen = real[index];
      const found = seen && this.#nearest(worlds, probe, seen);
      return found?.length ? [`${JSON.stringify(probe)}\n  ${found.join('\n  ')}`] : [];
    });
  }

  simulated(seed: number): SimulatedSide {
    return new SimulatedSide(this.configs, this.upstreams, seed);
  }

  /** Chance may make the simulated proxy do the same. */
  #nearest(worlds: readonly SimulatedSide[], probe: Probe, real: Observation): string[] {
    let nearest: string[] = [];
    for (let chance = 0; chance < CHANCES; chance++) {
      const world = worlds[chance % WORLDS];
      const found = world ? differences(real, world.dial(probe)) : [];
      if (found.length === 0) return [];
      if (chance === 0 || found.length < nearest.length) nearest = found;
    }
    return nearest;
  }
}

function logged(line: Readonly<Record<string, unknown>> | undefined): Observation['log'] {
  if (!line) return undefined;
  const text = (key: string): string => {
    const value = line[key];
    return typeof value === 'string' && value !== '-' ? value : '';
  };
  return { flags: text('flags'), cluster: text('cluster').replace(/^\w+~/, ''), host: text('host') };
}
