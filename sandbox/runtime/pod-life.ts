import type { Proxy, ProxyNode } from '../envoy/index';
import type { ApiServer } from '../kube/index';
import {
  sleep,
  type Kernel,
  type Process,
  type RandomSource,
  type RandomStream,
  type Task,
} from '../sim/index';
import type { App } from '../workloads/index';
import type { Agents } from './agent';
import { startApp } from './app-container';
import { ContainerLog } from './container-log';
import { programOf, type Program } from './image';
import type { Network } from './network';
import type { ContainerSpec, PodObject } from './objects';
import { identifyPod, spiffeId } from './pod-identity';
import { PodSandbox } from './pod-sandbox';
import { isReady, podStatus, type ContainerRecord, type PodRecord } from './pod-status';
import { probeOfAgent, probePort, probeSucceeds } from './probe';
import type { TraceIds } from './trace-ids';

/** The name of the sidecar's (and a gateway's) container. */
export const PROXY_CONTAINER = 'istio-proxy';
/** First and longest wait of a container that keeps crashing. */
const CRASH_BACKOFF_MS = 10_000;
const CRASH_BACKOFF_LIMIT_MS = 300_000;

/** What the kubelet works with. */
export interface KubeletParts {
  readonly kernel: Kernel;
  readonly api: ApiServer;
  readonly random: RandomSource;
  readonly apps: readonly App[];
  readonly network: Network;
  readonly agents: Agents;
  readonly traces: TraceIds;
  readonly nodeName: string;
  readonly nodeIP: string;
  now(): number;
  /** Makes the Envoy of a pod. */
  createProxy(pod: PodSandbox, node: ProxyNode): Proxy;
  /** Puts a warning on the pod that `kubectl describe` and events show. */
  warn(pod: PodObject, reason: string, message: string): void;
  /** Images already on the node. */
  readonly pulled: Set<string>;
}

/** One pod from scheduling to removal; every wait is virtual time. */
export class PodLife {
  readonly #record: PodRecord;
  readonly #random: RandomStream;
  readonly #background: Task<unknown>[] = [];
  #sandbox: PodSandbox | undefined;

  constructor(
    private readonly parts: KubeletParts,
    private readonly pod: PodObject,
    private readonly ip: string,
  ) {
    const { namespace = '', name } = pod.metadata;
    this.#random = parts.random.stream(`kubelet/${namespace}/${name}`);
    const spec = pod.spec ?? { containers: [] };
    const inits = spec.initContainers ?? [];
    const record = (container: ContainerSpec, init: boolean): ContainerRecord => ({
      spec: container,
      init,
      state: { is: 'waiting', reason: inits.length > 0 ? 'PodInitializing' : 'ContainerCreating' },
      ready: false,
      restarts: 0,
      id: this.#random.hex(64),
    });
    const containers = [
      ...inits.map((container) => record(container, true)),
      ...spec.containers.map((container) => record(container, false)),
    ];
    this.#record = { spec, containers, nodeIP: parts.nodeIP };
  }

  get sandbox(): PodSandbox | undefined {
    return this.#sandbox;
  }

  /** Schedules, pulls, starts; ends when everything runs and is ready. */
  *start(): Process<void> {
    yield* sleep(this.#random.between(5, 30));
    this.#bind();
    yield* sleep(this.#random.between(150, 350));
    const sandbox = this.#openSandbox();
    for (const container of this.#record.containers) {
      yield* this.#pull(container.spec.image);
      yield* this.#startContainer(container, sandbox);
    }
    for (const container of this.#record.containers) yield* this.#awaitReady(container, sandbox);
  }

  /** Kills everything the pod does. */
  stop(): void {
    for (const task of this.#background) task.cancel();
    if (this.#sandbox === undefined) return;
    this.#sandbox.stop();
    const { proxy } = this.#sandbox;
    if (proxy === undefined) return;
    this.parts.agents.disconnect(proxy.node.id);
    proxy.close();
  }

  #bind(): void {
    this.#record.scheduledMs = this.parts.now();
    this.#record.startedMs = this.parts.now();
    if (this.pod.spec?.nodeName === undefined) {
      const patch = { spec: { nodeName: this.parts.nodeName } };
      this.parts.api.patch(this.#key(), patch, { fieldValidation: 'Ignore' });
    }
    this.#publish();
  }

  #openSandbox(): PodSandbox {
    const { network, kernel } = this.parts;
    const sandbox = new PodSandbox(this.pod, identifyPod(this.pod, this.ip), network, () => kernel.nowUs);
    for (const { spec } of this.#record.containers) {
      sandbox.logs.set(spec.name, new ContainerLog(() => this.parts.now()));
    }
    this.#sandbox = sandbox;
    this.#record.podIP = this.ip;
    network.attach(sandbox);
    return sandbox;
  }

  *#pull(image: string): Process<void> {
    const cached = this.parts.pulled.has(image);
    yield* sleep(cached ? this.#random.between(10, 60) : this.#random.between(300, 900));
    this.parts.pulled.add(image);
  }

  *#startContainer(container: ContainerRecord, sandbox: PodSandbox): Process<void> {
    yield* sleep(this.#random.between(40, 120));
    const startedMs = this.parts.now();
    container.state = { is: 'running', startedMs };
    if (container.init && container.spec.restartPolicy !== 'Always') {
      yield* sleep(this.#random.between(50, 150));
      const finishedMs = this.parts.now();
      container.state = { is: 'terminated', reason: 'Completed', exitCode: 0, startedMs, finishedMs };
    } else if (container.spec.name === PROXY_CONTAINER) {
      yield* this.#startProxy(container, sandbox);
    } else {
      container.ready = container.spec.readinessProbe === undefined;
      this.#startProgram(container, sandbox);
    }
    this.#publish();
  }

  /** Starts Envoy and its agent. A native sidecar holds back the application until it has its configuration. */
  *#startProxy(container: ContainerRecord, sandbox: PodSandbox): Process<void> {
    const { identity } = sandbox;
    const id = `${identity.name}.${identity.namespace}`;
    const node: ProxyNode = {
      id,
      pod: identity.name,
      namespace: identity.namespace,
      workload: identity.workload,
      role: (container.spec.args ?? []).includes('router') ? 'gateway' : 'sidecar',
      ip: identity.ip,
      identity: spiffeId(identity),
    };
    sandbox.proxy = this.parts.createProxy(sandbox, node);
    const labels = this.pod.metadata.labels ?? {};
    this.parts.agents.connect(sandbox.proxy, { ...node, labels, serviceAccount: identity.serviceAccount });
    if (!container.init) return;
    this.#publish();
    yield* this.parts.agents.ready(id);
    container.ready = true;
  }

  #startProgram(container: ContainerRecord, sandbox: PodSandbox): void {
    const { parts, pod } = this;
    const program = programOf(container.spec.image, parts.apps);
    if (program.is === 'infrastructure') return;
    this.#announceStandIn(program, container, sandbox);
    const started = startApp(parts, sandbox, container.spec, program);
    const { background, exitCode } = started;
    if (exitCode !== undefined) {
      this.#spawn('restarts', this.#crash(container, sandbox, exitCode));
    } else if (background !== undefined) {
      this.#spawn(container.spec.name, background);
    }
    if (pod.metadata.deletionTimestamp !== undefined) this.stop();
  }

  #announceStandIn(program: Program, { spec }: ContainerRecord, sandbox: PodSandbox): void {
    if (program.is !== 'stand-in') return;
    const message = `image "${spec.image}" is not simulated; an echo server answers in its place`;
    sandbox.logs.get(spec.name)?.write(`drydock: ${message}`);
    this.parts.warn(this.pod, 'StandIn', message);
  }

  /** CrashLoopBackOff: terminated, a growing wait, another try, for ever. */
  *#crash(container: ContainerRecord, sandbox: PodSandbox, exitCode: number): Process<void> {
    for (let waitMs = CRASH_BACKOFF_MS; ; waitMs = Math.min(2 * waitMs, CRASH_BACKOFF_LIMIT_MS)) {
      const startedMs = this.parts.now();
      yield* sleep(this.#random.between(100, 400));
      const ended = {
        is: 'terminated' as const,
        reason: 'Error',
        exitCode,
        startedMs,
        finishedMs: this.parts.now(),
      };
      container.state = ended;
      container.ready = false;
      this.#publish();
      yield* sleep(2000);
      const message = `back-off ${String(waitMs / 1000)}s restarting failed container=${container.spec.name} pod=${this.pod.metadata.name}`;
      container.lastState = ended;
      container.state = { is: 'waiting', reason: 'CrashLoopBackOff', message };
      this.#publish();
      yield* sleep(waitMs);
      container.restarts++;
      container.ready = true;
      container.state = { is: 'running', startedMs: this.parts.now() };
      const program = programOf(container.spec.image, this.parts.apps);
      if (program.is !== 'infrastructure') startApp(this.parts, sandbox, container.spec, program);
      this.#publish();
    }
  }

  *#awaitReady(container: ContainerRecord, sandbox: PodSandbox): Process<void> {
    if (container.ready || !isRunning(container)) return;
    const { readinessProbe, name } = container.spec;
    if (name === PROXY_CONTAINER && sandbox.proxy) yield* this.parts.agents.ready(sandbox.proxy.node.id);
    else if (readinessProbe) {
      const probe = probeOfAgent(this.pod.spec, readinessProbe);
      yield* sleep((probe.initialDelaySeconds ?? 0) * 1000);
      const port = probePort(container.spec, probe);
      while (port !== undefined && !(yield* probeSucceeds(sandbox, probe, port, this.parts.traces)))
        yield* sleep((probe.periodSeconds ?? 10) * 1000);
    }
    if (!isRunning(container)) return;
    container.ready = true;
    this.#publish();
  }

  #spawn(name: string, process: Process<void>): void {
    this.#background.push(this.parts.kernel.spawn(`${this.pod.metadata.name}/${name}`, process));
  }

  #publish(): void {
    if (this.parts.api.get(this.#key())?.metadata.uid !== this.pod.metadata.uid) return;
    if (this.#record.containers.every(isReady)) this.#record.readyMs ??= this.parts.now();
    this.parts.api.updateStatus(this.#key(), podStatus(this.#record));
  }

  #key(): { kind: string; namespace: string; name: string } {
    return { kind: 'Pod', namespace: this.pod.metadata.namespace ?? '', name: this.pod.metadata.name };
  }
}

function isRunning({ state }: ContainerRecord): boolean {
  return state.is === 'running';
}
