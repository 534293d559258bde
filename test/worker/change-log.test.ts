import { describe, expect, it } from 'vitest';
import { ChangeLog } from '../../sandbox/hosts/worker/change-log';
import type { WorldSnapshot } from '../../sandbox/index';

const object = (kind: string, spec: unknown, status?: unknown) => ({
  object: {
    kind,
    metadata: { name: 'x', namespace: 'default', resourceVersion: String(Math.random()) },
    spec,
    status,
  },
});
const state = (objects: readonly unknown[], files: Record<string, string> = {}): WorldSnapshot => ({
  version: 1,
  seed: 7,
  nowMs: 0,
  objects,
  files,
});

/** A log that has settled on a first state. */
function settled(first: WorldSnapshot): ChangeLog {
  const log = new ChangeLog(first);
  log.record(first);
  return log;
}

describe('ChangeLog', () => {
  it('goes back one change at a time', () => {
    const [one, two, three] = [1, 2, 3].map((n) => state([object('Service', n)]));
    if (!one || !two || !three) throw new Error('unreachable');
    const log = settled(one);
    log.record(two);
    log.record(three);
    expect([log.undoable, log.back(), log.back(), log.back(), log.undoable]).toEqual([
      2,
      two,
      one,
      undefined,
      0,
    ]);
  });

  it('does not count what controllers do', () => {
    const log = settled(state([object('Deployment', 1, { ready: 0 })]));
    const changed = log.record(state([object('Deployment', 1, { ready: 1 }), object('Pod', 1)]));
    expect([changed, log.undoable, log.revision]).toEqual([false, 0, 1]);
  });

  it('saves a changed file, without an undo step of its own', () => {
    const log = settled(state([], { a: '1' }));
    expect([log.record(state([], { a: '2' })), log.undoable]).toEqual([true, 0]);
  });

  it('takes what happens right after a world was made as part of making it', () => {
    const log = new ChangeLog(state([]));
    expect([log.record(state([object('Service', 1)])), log.undoable]).toEqual([true, 0]);
  });

  it('forgets the oldest of many states', () => {
    const log = settled(state([object('Service', 0)]));
    for (let n = 1; n <= 50; n++) log.record(state([object('Service', n)]));
    expect(log.undoable).toBe(20);
  });
});
