import type { ProxyConfig } from './envoy/config/index';
import type { Diagnostic } from './lib/diagnostic';
import type { DecisionRecord, HttpResponse, ConnectionFailure, RequestTrace } from './net/index';
import type { Profile } from './runtime/index';
import type { NetworkLocation } from './shell/context';
import type { VirtualFiles } from './shell/files';
import type { RunLimits, RunOutcome } from './sim/index';
import type { EdgeSteering, GraphType, MeshGraph, MeshTrace, RequestSummary } from './telemetry/index';

/** What the world is made from. */
export interface WorldOptions {
  readonly seed: number;
  /** Manifests applied before anything else: name → YAML. */
  readonly manifests?: Readonly<Record<string, string>>;
  /** More files below `~/samples`, applied by nobody. */
  readonly samples?: Readonly<Record<string, string>>;
  /** Files of the home: path below `~` → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files of the home that are applied at the start. */
  readonly applied?: readonly string[];
  /** How Istio is installed; default `default`. `demo` has an egress gateway as well. */
  readonly profile?: Profile;
  /** Whether the definitions of Gateway API are installed; default true. */
  readonly gatewayApi?: boolean;
  /** Whether the cluster has addresses of both families, IPv4 first; default false. */
  readonly dualStack?: boolean;
  /** A saved world to continue instead. */
  readonly snapshot?: WorldSnapshot;
  /** Wall clock at the start, epoch milliseconds; default 2026-11-21T10:00:00Z. */
  readonly startEpochMs?: number;
}

/** A world as plain JSON: objects with their sources, files, clock. */
export interface WorldSnapshot {
  readonly version: 1;
  readonly seed: number;
  readonly nowMs: number;
  readonly objects: readonly unknown[];
  readonly files: Readonly<Record<string, string>>;
}

/** A simulated cluster with its mesh and a shell. Time passes only in {@link World.runUntil} and the run… verbs. */
export interface World {
  readonly seed: number;
  readonly files: VirtualFiles;
  /** Virtual milliseconds since the world was made. */
  nowMs(): number;
  runUntil(ms: number, limits?: RunLimits): RunOutcome;
  /** Runs until pods are ready and proxies have their configuration, at most `limitMs` of virtual time. */
  settle(limitMs?: number): void;
  /** `kubectl apply -f` of a text: what it printed, and the findings of every later judge. */
  apply(yaml: string, options?: { readonly file?: string }): ApplyResult;
  /** Judges a text as if it were applied on top of the cluster; changes nothing. */
  check(yaml: string, options?: { readonly file?: string }): readonly Diagnostic[];
  /** Findings about what is in the cluster now. */
  diagnostics(): readonly Diagnostic[];
  /** Runs a shell line to its end in virtual time. */
  run(line: string, options?: RunOptions): RunResult;
  /** Starts a shell line; output streams to `io` while time passes. */
  exec(line: string, io: ShellIO): Execution;
  /** Opens a terminal: keys in, ANSI text out. */
  openTerminal(options: TerminalOptions): Terminal;
  /** Sends one request and runs virtual time until it is answered. */
  fetch(request: FetchRequest): FetchResult;
  /** The last requests, oldest first (a bounded ring). */
  requests(): readonly RequestSummary[];
  /** The full decision record of a request, hop by hop; undefined when it fell out of the ring. */
  explain(id: number): ExplainedRequest | undefined;
  /**
   * Distributed traces as the proxies report them, oldest first (a bounded store): only what was sampled, and broken
   * where an application does not pass the headers on.
   */
  traces(): readonly MeshTrace[];
  graph(windowMs: number, type: GraphType): MeshGraph;
  /** Which places of the manifests sent the latest requests along each edge of the graph. */
  steering(type: GraphType): readonly EdgeSteering[];
  /** Names of the proxies: `pod.namespace`. */
  proxies(): readonly string[];
  configDump(proxy: string): ProxyConfig | undefined;
  snapshot(): WorldSnapshot;
  /** A second world with the same resources and files: for checks and what-ifs. */
  fork(options?: ForkOptions): World;
  /** Facts in the order they happen. Answers how to unsubscribe. */
  subscribe(listener: (fact: Fact) => void): () => void;
}

export interface ForkOptions {
  /**
   * False: nobody will ask this world what passed in it. Requests are answered and traced as ever, but nothing is kept of
   * them: no requests, traces, graph, access logs or metrics of Istio. Default: true.
   */
  readonly telemetry?: boolean;
}

export interface ApplyResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  /** Called with each piece of output as it is written. */
  readonly onOutput?: (text: string, stream: 'stdout' | 'stderr') => void;
}

export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly startMs: number;
  readonly endMs: number;
}

export interface ShellIO {
  write(text: string, stream: 'stdout' | 'stderr'): void;
}

export interface Execution {
  readonly done: boolean;
  readonly exitCode: number | undefined;
  /** Ctrl-C. */
  interrupt(): void;
}

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  /** Lines of earlier sessions, oldest first. */
  readonly history?: readonly string[];
  /** Gets all lines whenever one is added. */
  onHistory?(lines: readonly string[]): void;
  /** Ctrl-D or `exit`; without it the shell stays open. */
  onExit?(): void;
}

export interface Terminal {
  /** Raw key data, as xterm's onData gives it (escape sequences included). */
  input(data: string): void;
  resize(columns: number, rows: number): void;
  /** Types a line and runs it, as if the learner had; queued while a command runs. */
  runLine(line: string): void;
  readonly busy: boolean;
  close(): void;
}

export interface FetchRequest {
  readonly from?: NetworkLocation;
  readonly method?: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Dial this address instead of resolving the URL's host. */
  readonly ip?: string;
  readonly timeoutMs?: number;
}

export interface FetchResult {
  readonly outcome: HttpResponse | ConnectionFailure;
  readonly trace: RequestTrace;
}

export type { RequestSummary };

export interface ExplainedRequest {
  readonly summary: RequestSummary;
  readonly hops: readonly ExplainedHop[];
}

export interface ExplainedHop {
  readonly parent?: number;
  readonly pod: string;
  readonly namespace: string;
  readonly workload: string;
  readonly direction: 'gateway' | 'outbound' | 'inbound' | 'application';
  readonly startMs: number;
  readonly durationMs: number;
  readonly method: string;
  readonly authority: string;
  readonly path: string;
  readonly status?: number;
  readonly flags: string;
  readonly details: string;
  readonly cluster?: string;
  readonly route?: string;
  readonly upstream?: string;
  readonly record?: DecisionRecord;
}

/** Something that happened; the UI replays facts, the core never calls the UI. */
export type Fact =
  | {
      readonly type: 'object';
      readonly event: 'ADDED' | 'MODIFIED' | 'DELETED';
      readonly kind: string;
      readonly namespace: string;
      readonly name: string;
    }
  | { readonly type: 'request'; readonly id: number }
  | { readonly type: 'push'; readonly proxy: string; readonly version: string }
  | { readonly type: 'file'; readonly path: string };
