import type { Proxy, ProxyNode } from '../envoy/index';
import { spiffeId } from '../istio/index';
import { environmentProblem, recordEvent, type ApiServer } from '../kube/index';
import {
  all,
  sleep,
  withTimeout,
  type Kernel,
  type Process,
  type RandomSource,
  type RandomStream,
} from '../sim/index';
import type { App } from '../workloads/index';
import type { Agents } from './agent';
import { ContainerLife, type ContainerPod } from './container-life';
import { ContainerLog } from './container-log';
import { programOf, type Program } from './image';
import type { Network } from './network';
import type { ContainerSpec, PodObject } from './objects';
import { identifyPod } from './pod-identity';
import { PodSandbox } from './pod-sandbox';
import type { Execute } from './probe';
import { preStop } from './pre-stop';
import type { ProxyAgent } from './proxy-agent';
import { newPod } from './pod-record';
import { PROXY_CONTAINER } from './proxy-container';
import { proxyEnvironment } from './proxy-environment';
import { isReady, podStatus, type ContainerRecord, type PodRecord } from './pod-status';
import type { TraceIds } from './trace-ids';

/** What the kubelet works with. */
export interface KubeletParts {
  readonly kernel: Kernel;
  readonly api: ApiServer;
  readonly random: RandomSource;
  readonly apps: readonly App[];
  readonly network: Network;
  readonly agents: Agents;
  readonly traces: TraceIds;
  readonly execute: Execute | undefined;
  readonly nodeName: string;
  readonly nodeIP: string;
  now(): number;
  /** Makes the Envoy of a pod. @param environment of its container */
  createProxy(pod: PodSandbox, node: ProxyNode, environment: Readonly<Record<string, string>>): Proxy;
  /** Images already on the node. */
  readonly pulled: Set<string>;
}

/** How long the kubelet waits before it sees to a pod again that it could not start, milliseconds. */
const RETRY_MS = { least: 10_000, most: 15_000 } as const;

/** One pod from scheduling to removal; every wait is virtual time. */
export class PodLife {
  readonly #record: PodRecord;
  readonly #random: RandomStream;
  readonly #lives: ContainerLife[] = [];
  readonly #asContainersSeeIt: ContainerPod;
  #sandbox: PodSandbox | undefined;
  #lacksConfiguration = false;

  /**
   * @param ips its addresses, its main one first
   * @param resumed set for a pod that is up already
   */
  constructor(
    private readonly parts: KubeletParts,
    private readonly pod: PodObject,
    private readonly ips: readonly string[],
    private readonly resumed?: PodRecord,
  ) {
    const { namespace = '', name } = pod.metadata;
    this.#random = parts.random.stream(`kubelet/${namespace}/${name}`);
    this.#record = resumed ?? newPod(pod, parts.nodeIP, () => this.#random.hex(64));
    const { spec } = this.#record;
    this.#asContainersSeeIt = {
      publish: () => {
        this.#publish();
      },
      tell: (type, reason, message, container) => {
        this.#tell(type, reason, message, container);
      },
      name,
      restartPolicy: spec.restartPolicy ?? 'Always',
      isJob: pod.metadata.ownerReferences?.some(({ kind }) => kind === 'Job') === true,
    };
  }

  get sandbox(): PodSandbox | undefined {
    return this.#sandbox;
  }

  /** Whether a container waits for a ConfigMap or Secret: time alone will not help. */
  get lacksConfiguration(): boolean {
    return this.#lacksConfiguration;
  }

  /** Schedules, pulls, starts; ends when everything runs and is ready. A pod that is up already goes on. */
  *start(): Process<void> {
    if (this.resumed !== undefined) {
      yield* this.#resume();
      return;
    }
    yield* sleep(this.#random.between(5, 30));
    this.#bind();
    yield* sleep(this.#random.between(150, 350));
    const sandbox = this.#openSandbox();
    const held: ContainerRecord[] = [];
    for (const container of this.#record.containers) {
      let isUp = yield* this.#bringUp(container, sandbox);
      while (container.init && !isUp) {
        yield* this.#retryLater();
        isUp = yield* this.#bringUp(container, sandbox);
      }
      if (!isUp) held.push(container);
    }
    const ready = this.#awaitAllReady(sandbox);
    if (held.length === 0) yield* ready;
    else yield* all('up', [ready, this.#bringUpLater(held, sandbox)]);
  }

  /** Answers false where the container's environment cannot be made. */
  *#bringUp(container: ContainerRecord, sandbox: PodSandbox): Process<boolean> {
    const { name } = container.spec;
    yield* this.#pull(container.spec);
    const problem = environmentProblem(this.pod, name, this.parts.api);
    if (problem === undefined) {
      this.#tell('Normal', 'Created', 'Container created', name);
      yield* this.#startContainer(container, sandbox);
      return true;
    }
    container.state = { is: 'waiting', reason: 'CreateContainerConfigError', message: problem };
    this.#publish();
    this.#tell('Warning', 'Failed', `Error: ${problem}`, name);
    return false;
  }

  *#bringUpLater(held: readonly ContainerRecord[], sandbox: PodSandbox): Process<void> {
    while (held.length > 0) {
      yield* this.#retryLater();
      const left: ContainerRecord[] = [];
      for (const container of held) if (!(yield* this.#bringUp(container, sandbox))) left.push(container);
      held = left;
    }
    yield* this.#awaitAllReady(sandbox);
  }

  *#retryLater(): Process<void> {
    this.#lacksConfiguration = true;
    yield* sleep(this.#random.between(RETRY_MS.least, RETRY_MS.most));
    this.#lacksConfiguration = false;
  }

  *#awaitAllReady(sandbox: PodSandbox): Process<void> {
    for (const container of this.#record.containers) yield* this.#awaitReady(container, sandbox);
  }

  /** Its programs go on, and nobody is told; its Envoy asks for its configuration anew. */
  *#resume(): Process<void> {
    const sandbox = this.#openSandbox();
    for (const container of this.#record.containers) {
      this.parts.pulled.add(container.spec.image);
      if (container.state.is !== 'running') continue;
      if (container.spec.name === PROXY_CONTAINER) this.#connectProxy(container, sandbox);
      else this.#program(container, sandbox).resume(container.state.startedMs);
    }
    if (sandbox.proxy !== undefined) yield* this.parts.agents.ready(sandbox.proxy.node.id);
  }

  /**
   * Ends the pod within its grace period: its programs are told to, and the sidecar at the same time, or when they have
   * gone where it is a native one; that has been drained since, as its hook before the end asks for. Whatever is left
   * then is killed.
   */
  *terminate(graceMs: number): Process<void> {
    for (const { spec, state } of this.#record.containers)
      if (state.is === 'running')
        this.#tell('Normal', 'Killing', `Stopping container ${spec.name}`, spec.name);
    yield* withTimeout(graceMs, `${this.pod.metadata.name}/end`, this.#leave());
    for (const life of this.#lives) life.kill();
    this.stop();
  }

  *#leave(): Process<void> {
    const programs = this.#lives.map((life) => life.end());
    const { agent, identity } = this.#sandbox ?? {};
    const container = this.#record.containers.find(({ spec }) => spec.name === PROXY_CONTAINER);
    if (agent === undefined || identity === undefined || container === undefined) {
      yield* all('end', programs);
      return;
    }
    const hook = preStop(container.spec, identity, this.parts.execute);
    const proxyEnd = this.#endProxy(container, agent);
    if (!container.init) yield* all('end', [...programs, afterwards(hook, proxyEnd)]);
    else {
      yield* all('end', [...programs, hook]);
      yield* proxyEnd;
    }
  }

  /** When its agent has had enough, the Envoy is gone, whoever is still at it. */
  *#endProxy(container: ContainerRecord, agent: ProxyAgent): Process<void> {
    const startedMs = container.state.is === 'running' ? container.state.startedMs : this.parts.now();
    yield* agent.terminate();
    this.#closeProxy();
    container.state = {
      is: 'terminated',
      reason: 'Completed',
      exitCode: 0,
      startedMs,
      finishedMs: this.parts.now(),
    };
    container.ready = false;
    this.#publish();
  }

  /** Kills everything the pod does. */
  stop(): void {
    for (const life of this.#lives) life.stop();
    if (this.#sandbox === undefined) return;
    this.#sandbox.stop();
    this.#closeProxy();
  }

  #closeProxy(): void {
    const { proxy } = this.#sandbox ?? {};
    if (proxy === undefined) return;
    this.parts.agents.disconnect(proxy.node.id);
    proxy.close();
    this.#sandbox?.life.sever();
  }

  #bind(): void {
    const { namespace = '', name } = this.pod.metadata;
    this.#tell('Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${this.parts.nodeName}`);
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
    const sandbox = new PodSandbox(this.pod, identifyPod(this.pod, this.ips), network, {
      nowUs: () => kernel.nowUs,
      now: () => this.parts.now(),
    });
    for (const { spec } of this.#record.containers) {
      sandbox.logs.set(spec.name, new ContainerLog(() => this.parts.now()));
    }
    this.#sandbox = sandbox;
    this.#record.podIPs = this.ips;
    network.attach(sandbox);
    return sandbox;
  }

  *#pull({ image, name }: ContainerSpec): Process<void> {
    const startMs = this.parts.now();
    if (this.parts.pulled.has(image)) {
      yield* sleep(this.#random.between(10, 60));
      this.#tell(
        'Normal',
        'Pulled',
        `Container image ${JSON.stringify(image)} already present on machine`,
        name,
      );
    } else {
      this.#tell('Normal', 'Pulling', `Pulling image ${JSON.stringify(image)}`, name);
      yield* sleep(this.#random.between(300, 900));
      const took = `${String(this.parts.now() - startMs)}ms`;
      const message = `Successfully pulled image ${JSON.stringify(image)} in ${took} (${took} including waiting)`;
      this.#tell('Normal', 'Pulled', message, name);
    }
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
      const id = this.#connectProxy(container, sandbox);
      if (container.init) {
        // A native sidecar holds back the application until it has its configuration.
        this.#publish();
        yield* this.parts.agents.ready(id);
        container.ready = true;
      }
    } else this.#program(container, sandbox).start();
    this.#publish();
  }

  /** Starts Envoy and its agent; answers its id. */
  #connectProxy(container: ContainerRecord, sandbox: PodSandbox): string {
    const { identity } = sandbox;
    const id = `${identity.name}.${identity.namespace}`;
    const node: ProxyNode = {
      id,
      pod: identity.name,
      namespace: identity.namespace,
      workload: identity.workload,
      role: (container.spec.args ?? []).includes('router') ? 'gateway' : 'sidecar',
      ip: identity.ip,
      identity: spiffeId(this.parts.agents.trustDomain, identity.namespace, identity.serviceAccount),
    };
    const environment = proxyEnvironment(this.parts.api, sandbox, container.spec);
    const proxy = this.parts.createProxy(sandbox, node, environment);
    sandbox.proxy = proxy;
    sandbox.namesOf = () => this.parts.agents.names(id);
    const labels = this.pod.metadata.labels ?? {};
    this.parts.agents.connect(proxy, {
      ...node,
      additionalIps: identity.additionalIps,
      labels,
      serviceAccount: identity.serviceAccount,
      environment,
    });
    return id;
  }

  #program(container: ContainerRecord, sandbox: PodSandbox): ContainerLife {
    const { parts } = this;
    this.#announceStandIn(programOf(container.spec.image, parts.apps), container, sandbox);
    const life = new ContainerLife(parts, container, sandbox, this.#asContainersSeeIt, this.#random);
    this.#lives.push(life);
    return life;
  }

  #announceStandIn(program: Program, { spec }: ContainerRecord, sandbox: PodSandbox): void {
    if (program.is !== 'stand-in') return;
    const message = `image "${spec.image}" is not simulated; an echo server answers in its place`;
    sandbox.logs.get(spec.name)?.write(`drydock: ${message}`);
    this.#tell('Warning', 'StandIn', message, spec.name);
    const annotations = { 'drydock/stand-in': 'unknown image: echo' };
    this.parts.api.patch(this.#key(), { metadata: { annotations } }, { fieldValidation: 'Ignore' });
  }

  *#awaitReady(container: ContainerRecord, sandbox: PodSandbox): Process<void> {
    if (container.ready || container.spec.name !== PROXY_CONTAINER || sandbox.proxy === undefined) return;
    yield* this.parts.agents.ready(sandbox.proxy.node.id);
    container.ready = true;
    this.#publish();
  }

  #tell(type: 'Normal' | 'Warning', reason: string, message: string, container?: string): void {
    const { api } = this.parts;
    const component = reason === 'Scheduled' ? 'default-scheduler' : 'kubelet';
    const fieldPath = container === undefined ? {} : { fieldPath: `spec.containers{${container}}` };
    recordEvent(api, this.parts.now(), this.pod, { type, reason, message, component, ...fieldPath });
  }

  #publish(): void {
    if (this.parts.api.get(this.#key())?.metadata.uid !== this.pod.metadata.uid) return;
    if (this.#record.containers.every(isReady)) this.#record.readyMs ??= this.parts.now();
    else delete this.#record.readyMs;
    const status = podStatus(this.#record);
    this.parts.api.updateStatus(this.#key(), status);
    if (status['phase'] === 'Succeeded' || status['phase'] === 'Failed') this.#retire();
  }

  /** The pod is over: a sidecar that is still there goes too. */
  #retire(): void {
    const left = this.#record.containers.filter(({ state }) => state.is === 'running');
    if (left.length === 0) return;
    this.stop();
    const finishedMs = this.parts.now();
    for (const container of left) {
      const startedMs = container.state.is === 'running' ? container.state.startedMs : finishedMs;
      container.state = { is: 'terminated', reason: 'Completed', exitCode: 0, startedMs, finishedMs };
      container.ready = false;
    }
    this.parts.api.updateStatus(this.#key(), podStatus(this.#record));
  }

  #key(): { kind: string; namespace: string; name: string } {
    return { kind: 'Pod', namespace: this.pod.metadata.namespace ?? '', name: this.pod.metadata.name };
  }
}

function* afterwards(first: Process<void>, then: Process<void>): Process<void> {
  yield* first;
  yield* then;
}
