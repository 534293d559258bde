import { setTimeout as wait } from 'node:timers/promises';
import { takeSnapshot, translate } from '../../../sandbox/istio/index';
import type { KubeObject } from '../../../sandbox/kube/index';
import { meshObjects } from '../../conformance/mesh-objects';
import { ingress, sidecar } from '../../translate/support/mesh';
import { finished } from '../bootstrap/bootstrap';
import { SERVER_LABELS } from '../random/loopback-mesh';
import type { EchoServers } from './echo-servers';
import { EnvoyProcess, freePort } from './envoy-process';
import { judged, onLoopback } from './loopback';
import { differences, observation, type Observation } from './observation';
import type { Probe } from './probe';
import { ask, type Answer } from './real-side';
import { oneSide, type Configs } from './simulated-proxies';
import { requestIdOf, SimulatedSide } from './simulated-side';

/** What our control plane generates for the three proxies of a mesh, as both sides get it. */
export function configsOf(objects: readonly KubeObject[]): Configs {
  const snapshot = takeSnapshot({ ...meshObjects(objects), meshConfig: { enableAutoMtls: false } });
  return {
    gateway: judged(translate(snapshot, ingress())),
    client: oneSide(judged(translate(snapshot, sidecar({ ip: '127.1.0.9' }))), 'OUTBOUND'),
    server: oneSide(
      judged(translate(snapshot, sidecar({ labels: SERVER_LABELS, ip: '127.1.0.1' }))),
      'INBOUND',
    ),
  };
}

/** The listener of each proxy that has a socket: it hands connections to the others. */
const ENTRANCES = { gateway: '0.0.0.0_80', client: 'virtualOutbound', server: 'virtualInbound' } as const;

/** Requests at the same time: enough to hide waiting, few enough to stay below every limit. */
const AT_ONCE = 8;
/** How many ways chance may go before an answer counts as one that we would never give. */
const CHANCES = 500;
const WORLDS = 8;
/** Mirrored requests may arrive after the answer. */
const SETTLE_MS = 250;

/** A mesh with its real proxies running, and the simulated ones beside. */
export class MeshRun {
  readonly #envoy: EnvoyProcess;
  readonly #ports: Record<Probe['via'], number> = { gateway: 0, client: 0, server: 0 };
  readonly #simulated: SimulatedSide[] = [];
  #round = 0;

  constructor(
    binary: string,
    private readonly configs: Configs,
    private readonly echo: EchoServers,
    private readonly name: string,
    private readonly seed: number,
  ) {
    this.#envoy = new EnvoyProcess(binary);
  }

  async start(): Promise<void> {
    const vias = ['gateway', 'client', 'server'] as const;
    for (const via of vias) this.#ports[via] = await freePort();
    const parts = vias.map((via) =>
      onLoopback(this.configs[via], via, new Map([[ENTRANCES[via], this.#ports[via]]]), this.#envoy.logFile),
    );
    const resources = {
      listeners: parts.flatMap((one) => one.listeners),
      clusters: parts.flatMap((one) => one.clusters),
    };
    await this.#envoy.start((adminPort) =>
      finished(resources, { address: { socketAddress: { address: '127.0.0.1', portValue: adminPort } } }),
    );
  }

  stop(): Promise<void> {
    return this.#envoy.stop();
  }

  /** Where real and simulated proxies disagree, request by request; a busy machine gets a second chance. */
  async disagreements(probes: readonly Probe[]): Promise<readonly string[]> {
    const first = await this.#compared(probes, AT_ONCE);
    const doubtful = probes.filter((_probe, index) => first[index] !== undefined);
    if (doubtful.length === 0) return [];
    const again = await this.#compared(doubtful, 2);
    return again.flatMap((text) => (text === undefined ? [] : [text]));
  }

  async #compared(probes: readonly Probe[], atOnce: number): Promise<(string | undefined)[]> {
    const real = await this.observe(probes, atOnce);
    return probes.map((probe, index) => {
      const seen = real[index];
      return seen && this.#disagreement(probe, seen.name, seen.observation);
    });
  }

  /** What the real proxies do with requests. */
  async observe(
    probes: readonly Probe[],
    atOnce = AT_ONCE,
  ): Promise<{ readonly name: string; readonly observation: Observation }[]> {
    const round = String(this.#round++);
    const names = probes.map((_probe, index) => `${this.name}-${round}-${String(index)}`);
    const answers: Answer[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let index = next++; index < probes.length; index = next++) {
        const probe = probes[index];
        if (probe) answers[index] = await ask(probe, names[index] ?? '', this.#ports[probe.via]);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    await wait(SETTLE_MS);
    const logs = new Map(this.#envoy.log().map((line) => [String(line['case']), line]));
    return probes.map((probe, index) => {
      const name = names[index] ?? '';
      const log = logs.get(name) ?? {};
      const text = (key: string): string => {
        const value = log[key];
        return typeof value === 'string' && value !== '-' ? value : '';
      };
      return {
        name,
        observation: observation({
          ...(answers[index] ?? { status: 'nothing', headers: [], body: '' }),
          log: {
            flags: text('flags'),
            details: text('details'),
            route: text('route'),
            cluster: text('cluster').replace(/^\w+~/, ''),
            host: text('host'),
          },
          received: this.echo.take(name),
          requestId: requestIdOf(probe),
        }),
      };
    });
  }

  /** Several, because a balancer that goes around may be in step with what one request asks of it. */
  #simulatedAt(index: number): SimulatedSide {
    return (this.#simulated[index] ??= new SimulatedSide(
      this.configs,
      this.echo.addresses,
      this.seed + index,
    ));
  }

  /** Undefined when chance can make the simulated proxy do the same. */
  #disagreement(probe: Probe, name: string, real: Observation): string | undefined {
    let nearest: string[] | undefined;
    for (let chance = 0; chance < CHANCES; chance++) {
      const found = differences(real, this.#simulatedAt(chance % WORLDS).ask(probe, name));
      if (found.length === 0) return undefined;
      if (!nearest || found.length < nearest.length) nearest = found;
    }
    return `${this.name}: ${JSON.stringify(probe)}\n  ${(nearest ?? []).join('\n  ')}`;
  }
}
