import { createWorld, prepareWorld, editorKinds, LabJudge, labWorld } from '../../index';
import type { LabBundle, Terminal, World, WorldSnapshot } from '../../index';
import { ChangeLog } from './change-log';
import { OutputGate } from './output-gate';
import { Pacer } from './pacer';
import { inPieces } from './in-pieces';
import type { SessionPlatform } from './platform';
import { HEARTBEAT_MS, type LabSession, type SessionUpdate } from './protocol';
import { homePath, homeRelative, readHome } from './home';

/** Real milliseconds between two updates while something happens. */
const UPDATE_MS = 30;
/** Real milliseconds between two slices when nothing is due. */
const TICK_MS = 16;
/** Quiet time after a change before the world is saved, and the longest it waits for quiet. */
const SAVE_AFTER_MS = 400;
const SAVE_AT_LEAST_MS = 2000;
/** Ctrl-C. */
const INTERRUPT = '\x03';

/** An update that says nothing. */
const QUIET: SessionUpdate = {
  nowMs: 0,
  output: '',
  busy: false,
  slow: false,
  revision: 0,
  requestCount: 0,
  files: [],
  undoable: 0,
  replaced: false,
};

/** A lab's world, paced in real time. One per worker. */
export function createSession(platform: SessionPlatform): LabSession {
  const gate = new OutputGate();
  let lab: LabBundle;
  let world: World;
  let pacer: Pacer;
  let terminal: Terminal;
  let changes: ChangeLog;
  let unsubscribe = (): void => undefined;
  let listener: (update: SessionUpdate) => void;
  let size = { columns: 80, rows: 24 };
  let speed = 1;
  let paused = false;

  let requestCount = 0;
  let changedFiles = new Set<string>();
  let replaced = false;
  let bug: string | undefined;
  let unsaved: { readonly since: number; last: number } | undefined;
  let lastUpdateMs = 0;
  let slow = false;
  let judged: { readonly world: World; readonly revision: number; readonly judge: LabJudge } | undefined;

  function inhabit(next: World): void {
    unsubscribe();
    world = next;
    pacer = new Pacer(world, () => platform.now());
    pacer.speed = speed;
    pacer.paused = paused;
    gate.clear();
    terminal = world.openTerminal({
      ...size,
      write: (text) => {
        gate.write(text);
      },
    });
    unsubscribe = world.subscribe((fact) => {
      switch (fact.type) {
        case 'object':
          touch();
          break;
        case 'file':
          changedFiles.add(fact.path);
          touch();
          break;
        case 'request':
          requestCount++;
          break;
        case 'push':
          break;
      }
    });
  }

  /** One judge per state: it remembers the traffic it has sent. */
  function judge(): LabJudge {
    if (judged?.world !== world || judged.revision !== changes.revision) {
      judged = { world, revision: changes.revision, judge: new LabJudge(world) };
    }
    return judged.judge;
  }

  function touch(): void {
    const now = platform.now();
    unsaved ??= { since: now, last: now };
    unsaved.last = now;
  }

  function replace(next: World): void {
    const before = readHome(world).map((file) => file.path);
    terminal.close();
    inhabit(next);
    for (const path of [...before, ...readHome(world).map((file) => file.path)]) {
      changedFiles.add(homePath(path));
    }
    replaced = true;
    touch();
  }

  function loop(): void {
    let behind = false;
    try {
      behind = pacer.slice(() => gate.open) === 'behind';
    } catch (error) {
      bug = error instanceof Error ? error.message : String(error);
      terminal.input(INTERRUPT);
    }
    slow = behind;
    report();
    platform.later(loop, behind ? 0 : TICK_MS);
  }

  function report(): void {
    const now = platform.now();
    const sinceUpdate = now - lastUpdateMs;
    if (sinceUpdate < UPDATE_MS) return;
    const snapshot = saveIfQuiet(now);
    const output = gate.take();
    const news =
      output !== '' || changedFiles.size > 0 || snapshot !== undefined || replaced || bug !== undefined;
    if (!news && sinceUpdate < HEARTBEAT_MS / 2) return;
    lastUpdateMs = now;
    listener({
      nowMs: world.nowMs(),
      output,
      busy: terminal.busy,
      slow,
      revision: changes.revision,
      requestCount,
      files: [...changedFiles].flatMap((path) => {
        const relative = homeRelative(path);
        return relative === undefined ? [] : [{ path: relative, text: world.files.read(path) }];
      }),
      undoable: changes.undoable,
      replaced,
      ...(snapshot === undefined ? {} : { snapshot }),
      ...(bug === undefined ? {} : { bug }),
    });
    changedFiles = new Set();
    replaced = false;
    bug = undefined;
  }

  function saveIfQuiet(now: number): WorldSnapshot | undefined {
    if (unsaved === undefined) return undefined;
    const quiet = now - unsaved.last >= SAVE_AFTER_MS;
    return quiet || now - unsaved.since >= SAVE_AT_LEAST_MS ? save() : undefined;
  }

  function save(): WorldSnapshot | undefined {
    unsaved = undefined;
    const snapshot = world.snapshot();
    return changes.record(snapshot) ? snapshot : undefined;
  }

  return {
    open(bundle, options, onUpdate) {
      lab = bundle;
      listener = onUpdate;
      size = { columns: options.columns, rows: options.rows };
      const { snapshot } = options;
      const { world: prepared, start } = prepareWorld(
        snapshot === undefined ? labWorld(lab) : { seed: lab.lab.seed, snapshot },
      );
      inhabit(prepared);
      // The prompt is on the screen while the cluster starts behind it.
      world.runUntil(world.nowMs());
      listener({ ...QUIET, nowMs: world.nowMs(), output: gate.take() });
      start();
      changes = new ChangeLog(world.snapshot());
      touch();
      platform.later(loop, 0);
      return Promise.resolve({ nowMs: world.nowMs(), files: readHome(world) });
    },
    input(data) {
      terminal.input(data);
    },
    resize(columns, rows) {
      size = { columns, rows };
      terminal.resize(columns, rows);
    },
    runLines(lines) {
      if (terminal.busy) terminal.input(INTERRUPT);
      for (const line of lines) terminal.runLine(line);
    },
    acknowledge(characters) {
      gate.acknowledge(characters);
    },
    setSpeed(factor) {
      speed = factor;
      pacer.speed = factor;
    },
    setPaused(next) {
      paused = next;
      pacer.paused = next;
    },
    apply(path) {
      const text = world.files.read(homePath(path)) ?? '';
      return world.apply(text, { file: path });
    },
    check: (text, path) => world.check(text, { file: path }),
    graph: (windowMs, type) => world.graph(windowMs, type),
    steering: (type) => world.steering(type),
    requests: (limit) => world.requests().slice(-limit),
    explain: (id) => world.explain(id),
    files: () => readHome(world),
    writeFile(path, text) {
      world.files.write(homePath(path), text);
    },
    runCheck: (check) => inPieces(judge().check(check), platform),
    async detectMistakes() {
      const found: string[] = [];
      for (const wrong of lab.lab.wrong) {
        if (await inPieces(judge().shows(wrong), platform)) found.push(wrong.feedback);
      }
      return found;
    },
    kinds: () => editorKinds(),
    undo() {
      save();
      const earlier = changes.back();
      if (earlier === undefined) return false;
      replace(createWorld({ seed: lab.lab.seed, snapshot: earlier }));
      return true;
    },
    reset() {
      save();
      replace(createWorld(labWorld(lab)));
      changes.record(world.snapshot());
      changes.settle();
    },
  };
}
