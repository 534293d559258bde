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
import { programOf, type Program } from './image';
import type { Probe } from './objects';
import { commandLine, environmentOf } from './pod-environment';
import type { PodSandbox } from './pod-sandbox';
import type { ContainerRecord } from './pod-status';
import { preStop } from './pre-stop';
import { probeFailure, type Execute, type Probing } from './probe';
import { failsInARow, watchReadiness } from './probe-watch';
import { RestartBackoff } from './restart-backoff';
import type { TraceIds } from './trace-ids';

/** How long an end shows before the wait for the next start does. */
const SHOWN_MS = 2000;
/** What a process that was killed answers, and one that SIGTERM ended. */
const KILLED = 137;
const TERMINATED = 143;
/** What a shell answers for a command that is not there. */
const NOT_FOUND = 127;

type Ended = Extract<ContainerRecord['state'], { is: 'terminated' }>;

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
  /** Its containers run a command that ends. */
  readonly isJob: boolean;
}

/** The life of one application container after its first start: probes, ends, restarts. */
export class ContainerLife {
  #tasks: Task<unknown>[] = [];
  readonly #backoff = new RestartBackoff();
  #startedMs = 0;
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
    const { container, parts } = this;
    const { spec } = container;
    const program = programOf(spec.image, parts.apps);
    this.#startedMs = parts.now();
    container.state = { is: 'running', startedMs: this.#startedMs };
    container.ready = spec.readinessProbe === undefined && spec.startupProbe === undefined;
    this.pod.tell('Normal', 'Started', 'Container started', spec.name);
    this.#run(program);
  }

  /** Watches over the program that runs since `startedMs`. */
  resume(startedMs: number): void {
    this.#startedMs = startedMs;
    this.#run(programOf(this.container.spec.image, this.parts.apps));
  }

  #run(program: Program): void {
    const { parts, sandbox } = this;
    const { spec } = this.container;
    if (program.is === 'infrastructure') return;
    const started = startApp(parts, sandbox, spec, program);
    this.#started = started;
    if (started.exitCode !== undefined) {
      this.#spawn('end', this.#end(started, started.exitCode));
      return;
    }
    if (this.pod.isJob && this.#isCommand(program)) {
      this.#spawn('command', this.#runCommand(started, program));
      return;
    }
    if (started.background !== undefined) this.#spawn('background', started.background);
    this.#watchOver(started);
  }

  /** A program that is simulated and told nothing else serves on, even in a job. */
  #isCommand(program: Program): boolean {
    return program.is === 'stand-in' || this.#words.length > 0;
  }

  get #words(): readonly string[] {
    const { spec } = this.container;
    return commandLine(spec, environmentOf(this.parts.api, this.sandbox, spec.name));
  }

  /** Runs what the container is to do and ends with it. What no shell here knows is taken as done where its image is not simulated. */
  *#runCommand(started: StartedApp, program: Program): Process<void> {
    const { execute } = this.parts;
    const { namespace, name } = this.sandbox.identity;
    const { spec } = this.container;
    const log = this.sandbox.logs.get(spec.name);
    let exitCode = NOT_FOUND;
    if (execute !== undefined && this.#words.length > 0) {
      const ran = yield* execute({ namespace, pod: name, container: spec.name }, this.#words);
      exitCode = ran.exitCode;
      for (const line of ran.output.split('\n').slice(0, ran.output.endsWith('\n') ? -1 : undefined))
        log?.write(line);
    }
    if (exitCode === NOT_FOUND && program.is === 'stand-in') {
      const message = `what image "${spec.image}" does is not simulated; its work is taken as done`;
      log?.write(`drydock: ${message}`);
      this.pod.tell('Warning', 'TakenAsDone', message, spec.name);
      exitCode = 0;
    }
    yield* this.#end(started, exitCode);
  }

  /** Tells the program to end and suspends until it has. Who loses patience calls {@link kill}. */
  *end(): Process<void> {
    this.stop();
    yield* preStop(this.container.spec, this.sandbox.identity, this.#probing.execute);
    const { instance } = this.#started ?? {};
    if (instance?.onTerm === 'ignores') yield () => undefined;
    if (instance !== undefined && instance.onTerm !== 'exits') yield* this.sandbox.server.finish(instance);
    this.#over(instance?.onTerm === 'exits' ? TERMINATED : 0);
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

  #ended(exitCode: number): Ended {
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
    const failed = yield* failsInARow(probe, () => this.#ask(probe, 'Startup'), true);
    if (failed) this.#spawn('kill', this.#kill(started, 'startup'));
    else {
      if (readinessProbe === undefined) this.#setReady(true);
      this.#watchRunning(readinessProbe, livenessProbe, started);
    }
  }

  *#watchLiveness(probe: Probe, started: StartedApp): Process<void> {
    yield* failsInARow(probe, () => this.#ask(probe, 'Liveness'), false);
    // The restart ends this very watch, so it lives on its own.
    this.#spawn('kill', this.#kill(started, 'liveness'));
  }

  #watchReadiness(probe: Probe): Process<void> {
    const { container } = this;
    return watchReadiness(
      probe,
      () => this.#ask(probe, 'Readiness'),
      () => container.ready,
      (ready) => {
        this.#setReady(ready);
      },
    );
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
    const waitMs = this.#backoff.next(ended.finishedMs - ended.startedMs, exitCode === KILLED);
    if (waitMs > 0) yield* this.#backOff(ended, waitMs);
    container.lastState = ended;
    container.restarts++;
    this.sandbox.renewLog(container.spec.name);
    const own = this.#tasks;
    this.#tasks = [];
    this.start();
    pod.publish();
    for (const task of own) task.cancel();
  }

  *#backOff(ended: Ended, waitMs: number): Process<void> {
    const { container, pod } = this;
    yield* sleep(SHOWN_MS);
    const { name } = container.spec;
    const seconds = String(waitMs / 1000);
    const message = `back-off ${seconds}s restarting failed container=${name} pod=${pod.name}`;
    container.lastState = ended;
    container.state = { is: 'waiting', reason: 'CrashLoopBackOff', message };
    pod.publish();
    pod.tell('Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${pod.name}`, name);
    yield* sleep(waitMs);
  }

  #spawn(name: string, process: Process<void>): void {
    const { pod, container, parts } = this;
    this.#tasks.push(parts.kernel.spawn(`${pod.name}/${container.spec.name}/${name}`, process));
  }
}
