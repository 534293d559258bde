import type { Remote } from 'comlink';
import type {
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
} from '../../sandbox/index';

import type { LabSession, OpenedSession, SessionUpdate } from '../../sandbox/hosts/worker/protocol';
import { appliedTexts } from './applied-texts';
import { FileEcho } from './file-echo';
import type { SavedSession } from './saved-session';
import { createStore, type Store } from './store';
import { TerminalFeed } from './terminal-feed';
import { Watchdog } from './watchdog';
import { startWorker, type WorkerLink } from './worker-link';
import { INITIAL_STATE, type Notice, type WorldState } from './world-state';

/** Restarts in a row after which the page stops trying. */
const MOST_RESTARTS = 3;
const WRITE_AFTER_MS = 200;
/** A world that has not opened by then is stuck. */
const OPEN_WITHIN_MS = 30_000;

/** The page's side of a lab's world: starts the worker, watches it, and turns its updates into state. */
export class WorldClient {
  readonly state: Store<WorldState> = createStore(INITIAL_STATE);
  readonly terminal = new TerminalFeed((characters) => void this.#call((s) => s.acknowledge(characters)));
  /** Called when what should be saved has changed. */
  onSave: () => void = () => undefined;

  #link: WorkerLink | undefined;
  #watchdog: Watchdog | undefined;
  #snapshot: WorldSnapshot | undefined;
  #echo = new FileEcho();
  #size = { columns: 80, rows: 24 };
  #restarts = 0;
  /** Keys pressed at the prompt of a cluster that was not up yet. */
  #typedEarly = '';
  #writeTimers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    readonly bundle: LabBundle,
    private readonly connect: (onFailure: (message: string) => void) => WorkerLink = startWorker,
  ) {
    const applied = (bundle.lab.applied ?? []).map((path) => [path, bundle.files[path] ?? ''] as const);
    this.state.patch({
      files: Object.entries(bundle.files).map(([path, text]) => ({ path, text })),
      applied: Object.fromEntries(applied),
    });
  }

  /** Opens the world: the saved one when there is one, else a new one. */
  async start(saved?: SavedSession): Promise<void> {
    if (saved?.transcript) this.terminal.restore(saved.transcript);
    this.#snapshot = saved?.snapshot;
    await this.#open(saved?.texts ?? {});
  }

  stop(): void {
    this.#watchdog?.stop();
    this.#link?.terminate();
    this.#link = undefined;
  }

  /** What to keep for the next visit. */
  saved(): SavedSession {
    return {
      version: 1,
      savedAtMs: Date.now(),
      texts: this.#texts(),
      transcript: this.terminal.transcript(),
      ...(this.#snapshot === undefined ? {} : { snapshot: this.#snapshot }),
    };
  }

  /** Keys for the terminal. What the editor holds goes first: a command reads the text as the learner sees it. */
  input(data: string): void {
    if (this.#isStarting()) {
      this.#typedEarly += data;
      return;
    }
    void this.#flushWrites();
    void this.#call((session) => session.input(data));
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    void this.#call((session) => session.resize(columns, rows));
  }

  /** Types lines into the terminal and runs them; a running command is interrupted first. */
  async runLine(...lines: string[]): Promise<void> {
    await this.#settled();
    await this.#flushWrites();
    await this.#call((session) => session.runLines(lines));
  }

  setSpeed(speed: number): void {
    this.state.patch({ speed });
    void this.#call((session) => session.setSpeed(speed));
  }

  setPaused(paused: boolean): void {
    this.state.patch({ paused });
    void this.#call((session) => session.setPaused(paused));
  }

  /** `kubectl apply -f` of a file as it stands in the editor. */
  async apply(path: string): Promise<void> {
    await this.#settled();
    await this.#flushWrites();
    const text = this.text(path);
    const result = await this.#call((session) => session.apply(path));
    if (result === undefined) return;
    const { applied } = this.state.get();
    this.state.patch({
      outcome: { path, result },
      ...(result.exitCode === 0 && text !== undefined ? { applied: { ...applied, [path]: text } } : {}),
    });
  }

  async check(text: string, path: string): Promise<readonly Diagnostic[] | undefined> {
    return this.#call((session) => session.check(text, path));
  }

  async graph(windowMs: number, type: GraphType): Promise<MeshGraph | undefined> {
    return this.#call((session) => session.graph(windowMs, type));
  }

  async steering(type: GraphType): Promise<readonly EdgeSteering[] | undefined> {
    return this.#call((session) => session.steering(type));
  }

  async requests(limit: number): Promise<readonly RequestSummary[] | undefined> {
    return this.#call((session) => session.requests(limit));
  }

  async explain(id: number): Promise<ExplainedRequest | undefined> {
    return this.#call((session) => session.explain(id));
  }

  async runCheck(check: Check): Promise<CheckResult | undefined> {
    return this.#call((session) => session.runCheck(check));
  }

  async detectMistakes(): Promise<readonly string[] | undefined> {
    return this.#call((session) => session.detectMistakes());
  }

  async kinds(): Promise<readonly EditorKind[] | undefined> {
    return this.#call((session) => session.kinds());
  }

  async undo(): Promise<void> {
    await this.#call((session) => session.undo());
  }

  async reset(): Promise<void> {
    await this.#call((session) => session.reset());
  }

  /** A file's text as the learner sees it. */
  text(path: string): string | undefined {
    return this.state.get().files.find((file) => file.path === path)?.text;
  }

  /** Keeps a text at once and hands it to the world shortly after the last keystroke. */
  write(path: string, text: string): void {
    if (this.text(path) === text) return;
    this.#setFile(path, text);
    this.#echo.sent(path, text);
    clearTimeout(this.#writeTimers.get(path));
    this.#writeTimers.set(
      path,
      setTimeout(() => void this.#sendFile(path), WRITE_AFTER_MS),
    );
    this.onSave();
  }

  dismiss(notice: Notice): void {
    this.state.patch({ notices: this.state.get().notices.filter((other) => other !== notice) });
  }

  notify(notice: Notice): void {
    const others = this.state.get().notices.filter((other) => other.kind !== notice.kind);
    this.state.patch({ notices: [...others, notice] });
  }

  /** Ends the worker and continues from what was saved last. */
  restart(): void {
    if (this.#link === undefined) return;
    if (++this.#restarts > MOST_RESTARTS) {
      this.stop();
      this.state.patch({ phase: 'failed' });
      return;
    }
    this.stop();
    this.state.patch({ phase: 'restarting' });
    this.notify({ kind: 'restarted' });
    void this.#open(this.#texts());
  }

  /** Tries again after giving up. */
  retry(): void {
    this.#restarts = 0;
    this.state.patch({ phase: 'restarting' });
    void this.#open(this.#texts());
  }

  #texts(): Record<string, string> {
    return Object.fromEntries(this.state.get().files.map((file) => [file.path, file.text]));
  }

  async #open(texts: Readonly<Record<string, string>>): Promise<void> {
    const link = this.connect(() => {
      this.restart();
    });
    this.#link = link;
    this.terminal.begin();
    this.#echo = new FileEcho();
    const opening = setTimeout(() => {
      this.restart();
    }, OPEN_WITHIN_MS);
    const opened = (await this.#tryOpen(link, this.#snapshot)) ?? (await this.#openAnew(link));
    clearTimeout(opening);
    if (this.#link !== link) return;
    if (opened === undefined) {
      this.stop();
      this.state.patch({ phase: 'failed' });
      return;
    }
    this.#watchdog = new Watchdog(() => {
      this.restart();
    });
    this.state.patch({ phase: 'ready', nowMs: opened.nowMs, files: opened.files });
    for (const [path, text] of Object.entries(texts)) {
      if (this.text(path) !== text) this.write(path, text);
    }
    const { speed, paused } = this.state.get();
    if (speed !== 1) this.setSpeed(speed);
    if (paused) this.setPaused(paused);
    this.resize(this.#size.columns, this.#size.rows);
    const typed = this.#typedEarly;
    this.#typedEarly = '';
    if (typed !== '') this.input(typed);
  }

  async #tryOpen(link: WorkerLink, snapshot: WorldSnapshot | undefined): Promise<OpenedSession | undefined> {
    try {
      return await link.session.open(
        this.bundle,
        { ...this.#size, ...(snapshot === undefined ? {} : { snapshot }) },
        link.proxied((update: SessionUpdate) => {
          if (this.#link === link) this.#receive(update);
        }),
      );
    } catch (error) {
      if (snapshot === undefined) this.#fail(error);
      return undefined;
    }
  }

  /** The saved cluster could not be read: the texts are kept, the cluster starts anew. */
  async #openAnew(link: WorkerLink): Promise<OpenedSession | undefined> {
    if (this.#snapshot === undefined || this.#link !== link) return undefined;
    this.#snapshot = undefined;
    this.notify({ kind: 'recovered' });
    return this.#tryOpen(link, undefined);
  }

  #receive(update: SessionUpdate): void {
    this.#watchdog?.beat();
    if (update.replaced) this.terminal.begin();
    if (update.output !== '') this.terminal.push(update.output);
    for (const { path, text } of update.files) {
      if (this.#echo.isOwn(path, text) || (this.#echo.awaits(path) && !update.replaced)) continue;
      this.#setFile(path, text);
    }
    const { nowMs, busy, slow, revision, requestCount, undoable } = update;
    this.state.patch({ nowMs, busy, slow, revision, requestCount, undoable });
    if (update.bug !== undefined) this.notify({ kind: 'bug', message: update.bug });
    if (update.snapshot !== undefined) {
      this.#snapshot = update.snapshot;
      this.state.patch({ applied: appliedTexts(update.snapshot) });
    }
    if (update.snapshot !== undefined || update.files.length > 0) this.onSave();
  }

  #setFile(path: string, text: string | undefined): void {
    const { files } = this.state.get();
    if (text === undefined) this.state.patch({ files: files.filter((file) => file.path !== path) });
    else if (files.some((file) => file.path === path)) {
      this.state.patch({ files: files.map((file) => (file.path === path ? { path, text } : file)) });
    } else this.state.patch({ files: [...files, { path, text }] });
  }

  async #sendFile(path: string): Promise<void> {
    this.#writeTimers.delete(path);
    const text = this.text(path);
    if (text !== undefined) await this.#call((session) => session.writeFile(path, text));
  }

  async #flushWrites(): Promise<void> {
    const paths = [...this.#writeTimers.keys()];
    for (const path of paths) clearTimeout(this.#writeTimers.get(path));
    await Promise.all(paths.map((path) => this.#sendFile(path)));
  }

  /** Answers undefined while the world is not open, and when the worker died before it answered. */
  async #call<T>(verb: (session: Remote<LabSession>) => Promise<T>): Promise<T | undefined> {
    const link = this.#link;
    if (link === undefined || this.state.get().phase !== 'ready') return undefined;
    try {
      return await verb(link.session);
    } catch (error) {
      if (this.#link === link) this.#fail(error);
      return undefined;
    }
  }

  /** Waits while the world is starting: what a learner clicks early is done when it is up. */
  async #settled(): Promise<void> {
    if (!this.#isStarting()) return;
    await new Promise<void>((settled) => {
      const unsubscribe = this.state.subscribe(() => {
        if (this.#isStarting()) return;
        unsubscribe();
        settled();
      });
    });
  }

  #isStarting(): boolean {
    return ['starting', 'restarting'].includes(this.state.get().phase);
  }

  #fail(error: unknown): void {
    this.notify({ kind: 'bug', message: error instanceof Error ? error.message : String(error) });
  }
}
