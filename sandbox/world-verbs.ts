import type { ProxyConfig } from './envoy/config/index';
import type { Acquired } from './istio/index';
import type { StoredObject } from './kube/index';
import type { Diagnostic } from './lib/diagnostic';
import { invariant } from './lib/invariant';
import { parseHttpUrl } from './lib/url';
import { HttpHeaders, SentRequest } from './net/index';
import type { Process, RunLimits, RunOutcome, Task } from './sim/index';
import { createTerminal, HOME, singleQuote, type Shell, type VirtualFiles } from './shell/index';
import type { EdgeSteering, GraphType, MeshGraph, MeshTrace } from './telemetry/index';
import type { WorldParts } from './world-parts';
import type {
  ApplyResult,
  ExplainedRequest,
  Execution,
  Fact,
  FetchRequest,
  FetchResult,
  ForkOptions,
  RequestSummary,
  RunOptions,
  RunResult,
  ShellIO,
  Terminal,
  TerminalOptions,
  World,
  WorldOptions,
  WorldSnapshot,
} from './world-api';
import { clusterDiagnostics, textDiagnostics } from './world-diagnostics';
import { explainTrace } from './world-requests';
import { isStarting } from './world-settling';
import { keptObjects, saveObjects } from './world-snapshot';

const DEFAULT_SETTLE_MS = 120_000;
/** How long the mesh must stay unchanged to count as settled: istiod's debounce, and a little. */
const QUIET_MS = 250;

/** The verbs of a world, over its parts. */
export class SimulatedWorld implements World {
  #shell: Shell | undefined;

  /** @param make builds the world that goes on from a snapshot with its objects, for {@link fork} */
  constructor(
    readonly parts: WorldParts,
    private readonly make: (
      options: WorldOptions & ForkOptions,
      objects: readonly StoredObject[],
      acquired: Acquired,
    ) => World,
  ) {}

  get seed(): number {
    return this.parts.seed;
  }

  get files(): VirtualFiles {
    return this.parts.files;
  }

  nowMs(): number {
    return this.parts.kernel.nowMs;
  }

  runUntil(ms: number, limits?: RunLimits): RunOutcome {
    return this.parts.kernel.runUntil(Math.round(ms * 1000), limits);
  }

  settle(limitMs = DEFAULT_SETTLE_MS): void {
    const { api } = this.parts;
    const endMs = this.nowMs() + limitMs;
    let quietSinceMs = this.nowMs();
    let version = api.resourceVersion;
    while (this.nowMs() < endMs) {
      this.runUntil(Math.min(endMs, this.nowMs() + QUIET_MS / 5));
      if (api.resourceVersion !== version || isStarting(api)) {
        version = api.resourceVersion;
        quietSinceMs = this.nowMs();
      } else if (this.nowMs() - quietSinceMs >= QUIET_MS) return;
    }
  }

  apply(yaml: string, { file }: { readonly file?: string } = {}): ApplyResult {
    if (file === undefined) return this.run('kubectl apply -f -', { stdin: yaml });
    const path = this.files.resolve(file, HOME);
    this.files.write(path, yaml);
    return this.run(`kubectl apply -f ${singleQuote(path)}`);
  }

  check(yaml: string, { file = 'manifest.yaml' }: { readonly file?: string } = {}): readonly Diagnostic[] {
    return textDiagnostics(this.parts.api, yaml, file);
  }

  diagnostics(): readonly Diagnostic[] {
    return clusterDiagnostics(this.parts.api);
  }

  run(line: string, options: RunOptions = {}): RunResult {
    const { kernel } = this.parts;
    const startMs = kernel.nowMs;
    const texts = { stdout: '', stderr: '' };
    const task = kernel.spawn(
      'run',
      (this.#shell ??= this.parts.newShell()).run(line, {
        ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        write: (text, stream) => {
          texts[stream] += text;
          options.onOutput?.(text, stream);
        },
      }),
    );
    const exitCode = kernel.run(task);
    return { ...texts, exitCode, startMs, endMs: kernel.nowMs };
  }

  exec(line: string, io: ShellIO): Execution {
    const task: Task<number> = this.parts.kernel.spawn('exec', this.parts.newShell().run(line, io));
    return {
      get done() {
        return task.done;
      },
      get exitCode() {
        if (!task.done) return undefined;
        return task.cancelled ? 130 : task.result();
      },
      interrupt: () => {
        task.cancel();
      },
    };
  }

  openTerminal(options: TerminalOptions): Terminal {
    return createTerminal({ shell: this.parts.newShell(), world: this.parts.shellWorld, ...options });
  }

  fetch(request: FetchRequest): FetchResult {
    const { kernel } = this.parts;
    return kernel.run(kernel.spawn('fetch', this.#send(request)));
  }

  #send(request: FetchRequest): Process<FetchResult> {
    const { runtime } = this.parts;
    const from = request.from ?? 'external';
    const url = parseHttpUrl(request.url);
    invariant(url, `not an absolute http(s) URL: ${request.url}`);
    const ip = request.ip ?? runtime.network.resolve(url.host, from);
    const headers = new HttpHeaders(request.headers && Object.entries(request.headers));
    const host = headers.get('host');
    headers.delete('host');
    if (!headers.has('user-agent')) headers.append('user-agent', 'drydock');
    return runtime.network.send({
      from,
      ip,
      port: url.port,
      tls: url.scheme === 'https' ? { serverName: url.host, insecure: true } : undefined,
      request: new SentRequest(
        request.method ?? 'GET',
        url.scheme,
        host ?? url.authority,
        url.path,
        headers,
        request.body ?? '',
      ),
      maxTimeMs: request.timeoutMs,
    });
  }

  requests(): readonly RequestSummary[] {
    return this.parts.telemetry.requests();
  }

  explain(id: number): ExplainedRequest | undefined {
    const { telemetry } = this.parts;
    const trace = telemetry.trace(id);
    const summary = telemetry.requests().find((request) => request.id === id);
    return trace && summary && explainTrace(trace, summary);
  }

  traces(): readonly MeshTrace[] {
    return this.parts.telemetry.traces();
  }

  graph(windowMs: number, type: GraphType): MeshGraph {
    return this.parts.telemetry.graph(windowMs, type);
  }

  steering(type: GraphType): readonly EdgeSteering[] {
    return this.parts.telemetry.steering(type);
  }

  proxies(): readonly string[] {
    return this.parts.runtime.proxies();
  }

  configDump(proxy: string): ProxyConfig | undefined {
    return this.parts.runtime.configDump(proxy);
  }

  snapshot(): WorldSnapshot {
    const { api, files, seed } = this.parts;
    const home = files.all().filter((path) => path.startsWith(`${HOME}/`));
    return {
      version: 1,
      seed,
      nowMs: this.parts.elapsedMs(),
      objects: saveObjects(api),
      files: Object.fromEntries(home.map((path) => [path.slice(HOME.length + 1), files.read(path) ?? ''])),
    };
  }

  fork(options: ForkOptions = {}): World {
    const { api, controlPlane, seed } = this.parts;
    return this.make(
      { ...options, seed, snapshot: this.snapshot() },
      keptObjects(api),
      controlPlane.acquired(),
    );
  }

  subscribe(listener: (fact: Fact) => void): () => void {
    this.parts.facts.add(listener);
    return () => {
      this.parts.facts.delete(listener);
    };
  }
}
