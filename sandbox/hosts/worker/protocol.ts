import type {
  ApplyResult,
  Check,
  CheckResult,
  Diagnostic,
  EdgeSteering,
  EditorKind,
  ExplainedRequest,
  GraphType,
  LabBundle,
  MeshGraph,
  RequestSummary,
  WorldSnapshot,
} from '../../index';

/** What the page may ask of the worker that holds a lab's world. Every call is answered between two slices of work. */
export interface LabSession {
  /** Makes the world (or continues a saved one) and starts its clock. Call once, first. */
  open(
    bundle: LabBundle,
    options: OpenOptions,
    listener: (update: SessionUpdate) => void,
  ): Promise<OpenedSession>;
  /** Raw key data, as xterm's onData gives it. */
  input(data: string): void;
  resize(columns: number, rows: number): void;
  /** Types lines and runs them one after the other; a running command is interrupted first. */
  runLines(lines: readonly string[]): void;
  /** The page has written this many characters of output; lets the world go on when it waited for that. */
  acknowledge(characters: number): void;
  setSpeed(factor: number): void;
  setPaused(paused: boolean): void;
  /** `kubectl apply -f` of a file of the home. */
  apply(path: string): ApplyResult;
  /** Judges a text without applying it. */
  check(text: string, path: string): readonly Diagnostic[];
  graph(windowMs: number, type: GraphType): MeshGraph;
  /** Which places of the manifests sent the latest requests along each edge. */
  steering(type: GraphType): readonly EdgeSteering[];
  /** The latest requests, oldest first. */
  requests(limit: number): readonly RequestSummary[];
  explain(id: number): ExplainedRequest | undefined;
  files(): readonly HomeFile[];
  writeFile(path: string, text: string): void;
  /** Evaluates a check on a fork of the world. */
  runCheck(check: Check): Promise<CheckResult>;
  /** Feedback keys of the known mistakes that the world shows now. */
  detectMistakes(): Promise<readonly string[]>;
  /** The kinds of the cluster with their schemas, for completion and hover. */
  kinds(): readonly EditorKind[];
  /** Takes back the last change of the cluster or its files; answers false when there is none. */
  undo(): boolean;
  /** Starts the lab anew; undoable. */
  reset(): void;
}

export interface OpenOptions {
  readonly snapshot?: WorldSnapshot;
  readonly columns: number;
  readonly rows: number;
}

export interface OpenedSession {
  readonly nowMs: number;
  readonly files: readonly HomeFile[];
}

/** A file of the home; `path` is relative to `~`. */
export interface HomeFile {
  readonly path: string;
  readonly text: string;
}

/** What happened since the last update. Also the heartbeat: one is sent at least every {@link HEARTBEAT_MS}. */
export interface SessionUpdate {
  /** Virtual milliseconds since the world was made. */
  readonly nowMs: number;
  /** ANSI text for the terminal. */
  readonly output: string;
  /** A command is running in the terminal. */
  readonly busy: boolean;
  /** The world cannot keep up with the chosen speed. */
  readonly slow: boolean;
  /** Grows when somebody changed an object; the doings of controllers do not count. */
  readonly revision: number;
  /** Requests answered since the session opened. */
  readonly requestCount: number;
  /** Files of the home that changed, with their new text; undefined text when removed. */
  readonly files: readonly { readonly path: string; readonly text: string | undefined }[];
  /** How many changes {@link LabSession.undo} can take back. */
  readonly undoable: number;
  /** The world was replaced (undo, reset): the terminal starts afresh. */
  readonly replaced: boolean;
  /** Sent when what would be saved has changed. */
  readonly snapshot?: WorldSnapshot;
  /** A bug of the sandbox: what it said. */
  readonly bug?: string;
}

/** Longest silence of a healthy worker in milliseconds. */
export const HEARTBEAT_MS = 500;
