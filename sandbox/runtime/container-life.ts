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
import { startApp, type StartedApp } from './app-container';
import { programOf } from './image';
import type { Probe } from './objects';
import type { PodSandbox } from './pod-sandbox';
import type { ContainerRecord } from './pod-status';
import { probeFailure, type Execute, type Probing } from './probe';
import type { TraceIds } from './trace-ids';

/** First and longest wait of a container that keeps ending. */
const FIRST_BACKOFF_MS = 10_000;
const LONGEST_BACKOFF_MS = 300_000;
/** A container that ran this long starts over with the shortest wait. */
const FORGIVEN_AFTER_MS = 600_000;
/** How long an end shows before the wait for the next start does. */
const SHOWN_MS = 2000;
/** What a process that was killed answers, and one that SIGTERM ended. */
const KILLED = 137;
const TERMINATED = 143;

/** What a container lives on. */
interface ContainerParts {
  readonly kernel: Kernel;
  readonly api: ApiServer;
  readonly random: RandomSource;
  readonly apps: readonly App[];
  readonly traces: TraceIds;
  /** Runs commands inside containers, for probes. */
  readonly execute: Execute | undefined;
  now(): number;
}

/** What a container asks of its pod. */
export interface ContainerPod {
  /** Writes the pod's status. */
  publish(): void;
  tell(type: 'Normal' | 'Warning', reason: string, message: string, container?: string): void;
  readonly name: string;
  readonly restartPolicy: string;
}

/** The life of one application container after its first start: probes, ends, restarts. */
export class ContainerLife {
  #tasks: Task<unknown>[] = [];
  #backoffMs = 0;
  #startedMs = 0;
  #killed = false;
  #started: StartedApp | undefined;

  constructor(
    private readonly parts: ContainerParts,
    private readonly container: ContainerRecord,
    private readonly sandbox: PodSandbox,
    private readonly pod: ContainerPod,
    private readonly random: RandomStream,
  ) {}

  /** Starts the program and watches over it. */
  start(): void {
    const { container, parts, sandbox } = this;
    const { spec } = container;
    const program = programOf(spec.image, parts.apps);
    this.#startedMs = parts.now();
    container.state = { is: 'running', startedMs: this.#startedMs };
    container.ready = spec.readinessProbe === undefined && spec.startupProbe === undefined;
    this.pod.tell('Normal', 'Started', 'Container started', spec.name);
    if (program.is === 'infrastructure') return;
    const started = startApp(parts, sandbox, spec, program);
    this.#started = started;
    if (started.exitCode !== undefined) {
      this.#spawn('end', this.#end(started, started.exitCode));
      return;
    }
    if (started.background !== undefined) this.#spawn('background', started.background);
    this.#watchOver(started);
  }

  /** Tells the program to end and suspends until it has. Who loses patience calls {@link kill}. */
  *end(): Process<void> {
    this.stop();
    yield* this.#prepareEnd();
    const { instance } = this.#started ?? {};
    if (instance?.onTerm === 'ignores') yield () => undefined;
    if (instance !== undefined && instance.onTerm !== 'exits') yield* this.sandbox.server.finish(instance);
    this.#over(instance?.onTerm === 'exits' ? TERMINATED : 0);
  }

  /** What the container wants done before it is told to end. */
  *#prepareEnd(): Process<void> {
    const { spec } = this.container;
    const { preStop } = spec.lifecycle ?? {};
    if (preStop?.sleep !== undefined) yield* sleep(preStop.sleep.seconds * 1000);
    const { execute } = this.#probing;
    const { namespace, name } = this.sandbox.identity;
    if (preStop?.exec?.command !== undefined && execute !== undefined)
      yield* execute({ namespace, pod: name, container: spec.name }, preStop.exec.command);
  }

  /** Commands of programs that are not simulated are not run. */
  get #probing(): Probing {
    const { apps, traces, execute } = this.parts;
    const isStandIn = programOf(this.container.spec.image, apps).is === 'stand-in';
    return { traces, execute: isStandIn ? undefined : execute };
  }

  /** Ends the program without asking, unless it has ended. */
  kill(): void {
    if (this.container.state.is === 'running') this.#over(KILLED);
  }

  /** The program has ended for good. */
  #over(exitCode: number): void {
    const { container } = this;
    this.stop();
    if (this.#started !== undefined) this.sandbox.server.remove(this.#started.instance);
    if (container.state.is !== 'running') return;
    container.state = this.#ended(exitCode);
    container.ready = false;
    this.pod.publish();
  }

  #ended(exitCode: number): Extract<ContainerRecord['state'], { is: 'terminated' }> {
    const reason = exitCode === 0 ? 'Completed' : 'Error';
    const finishedMs = this.parts.now();
    return { is: 'terminated', reason, exitCode, startedMs: this.#startedMs, finishedMs };
  }

  /** Nothing of it goes on. */
  stop(): void {
    const tasks = this.#tasks;
    this.#tasks = [];
    for (const task of tasks) task.cancel();
  }

  #watchOver(started: StartedApp): void {
    const { readinessProbe, livenessProbe, startupProbe } = this.container.spec;
    if (startupProbe !== undefined) this.#spawn('startup', this.#watchStartup(startupProbe, started));
    else this.#watchRunning(readinessProbe, livenessProbe, started);
  }

  #watchRunning(readiness: Probe | undefined, liveness: Probe | undefined, started: StartedApp): void {
    if (readiness !== undefined) this.#spawn('readiness', this.#watchReadiness(readiness));
    if (liveness !== undefined) this.#spawn('liveness', this.#watchLiveness(liveness, started));
  }

  *#watchStartup(probe: Probe, started: StartedApp): Process<void> {
    const { readinessProbe, livenessProbe } = this.container.spec;
    const failed = yield* this.#failsInARow(probe, 'Startup', true);
    if (failed) this.#spawn('kill', this.#kill(started, 'startup'));
    else {
      if (readinessProbe === undefined) this.#setReady(true);
      this.#watchRunning(readinessProbe, livenessProbe, started);
    }
  }

  *#watchLiveness(probe: Probe, started: StartedApp): Process<void> {
    yield* this.#failsInARow(probe, 'Liveness', false);
    // The restart ends this very watch, so it lives on its own.
    this.#spawn('kill', this.#kill(started, 'liveness'));
  }

  /** Asks until the probe has failed as often as it may; with `untilSuccess` answers false at the first success. */
  *#failsInARow(probe: Probe, name: string, untilSuccess: boolean): Process<boolean> {
    yield* sleep((probe.initialDelaySeconds ?? 0) * 1000);
    for (let failures = 0; ;) {
      const problem = yield* this.#ask(probe, name);
      if (problem === undefined && untilSuccess) return false;
      failures = problem === undefined ? 0 : failures + 1;
      if (failures >= (probe.failureThreshold ?? 3)) return true;
      yield* sleep((probe.periodSeconds ?? 10) * 1000);
    }
  }

  *#watchReadiness(probe: Probe): Process<void> {
    yield* sleep((probe.initialDelaySeconds ?? 0) * 1000);
    for (let run = 0; ;) {
      const problem = yield* this.#ask(probe, 'Readiness');
      const same = (problem === undefined) === this.container.ready;
      run = same ? 0 : run + 1;
      const enough = problem === undefined ? (probe.successThreshold ?? 1) : (probe.failureThreshold ?? 3);
      if (run >= enough) {
        this.#setReady(problem === undefined);
        run = 0;
      }
      yield* sleep((probe.periodSeconds ?? 10) * 1000);
    }
  }

  *#ask(probe: Probe, name: string): Process<string | undefined> {
    const { spec } = this.container;
    const problem = yield* probeFailure(this.sandbox, spec, probe, this.#probing);
    if (problem !== undefined)
      this.pod.tell('Warning', 'Unhealthy', `${name} probe failed: ${problem}`, spec.name);
    return problem;
  }

  #setReady(ready: boolean): void {
    this.container.ready = ready;
    this.pod.publish();
  }

  /** The kubelet ends the program because a probe says it is broken. */
  *#kill(started: StartedApp, probe: string): Process<void> {
    const { name } = this.container.spec;
    this.pod.tell('Normal', 'Killing', `Container ${name} failed ${probe} probe, will be restarted`, name);
    yield* this.#end(started, KILLED);
  }

  /** The program is over; what happens next is up to the pod's restart policy. */
  *#end(started: StartedApp, exitCode: number): Process<void> {
    const { container, pod } = this;
    if (exitCode !== KILLED) yield* sleep(this.random.between(100, 400));
    this.sandbox.server.remove(started.instance);
    const ended = this.#ended(exitCode);
    container.state = ended;
    container.ready = false;
    pod.publish();
    const stays = pod.restartPolicy === 'Never' || (pod.restartPolicy === 'OnFailure' && exitCode === 0);
    if (stays) {
      this.stop();
      return;
    }
    // a kill is made up for at once, the next ones are not
    const again = this.#killed && ended.finishedMs - ended.startedMs <= FORGIVEN_AFTER_MS;
    if (exitCode !== KILLED || again) yield* this.#backOff(ended);
    this.#killed ||= exitCode === KILLED;
    container.lastState = ended;
    container.restarts++;
    this.sandbox.renewLog(container.spec.name);
    const own = this.#tasks;
    this.#tasks = [];
    this.start();
    pod.publish();
    for (const task of own) task.cancel();
  }

  *#backOff(ended: Extract<ContainerRecord['state'], { is: 'terminated' }>): Process<void> {
    const { container, pod } = this;
    const ranMs = ended.finishedMs - ended.startedMs;
    const doubled = Math.min(2 * this.#backoffMs, LONGEST_BACKOFF_MS);
    this.#backoffMs = this.#backoffMs === 0 || ranMs > FORGIVEN_AFTER_MS ? FIRST_BACKOFF_MS : doubled;
    yield* sleep(SHOWN_MS);
    const { name } = container.spec;
    const seconds = String(this.#backoffMs / 1000);
    const message = `back-off ${seconds}s restarting failed container=${name} pod=${pod.name}`;
    container.lastState = ended;
    container.state = { is: 'waiting', reason: 'CrashLoopBackOff', message };
    pod.publish();
    pod.tell('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${pod.name}`, name);
    yield* sleep(this.#backoffMs);
  }

  #spawn(name: string, process: Process<void>): void {
    const { pod, container, parts } = this;
    this.#tasks.push(parts.kernel.spawn(`${pod.name}/${container.spec.name}/${name}`, process));
  }
}
