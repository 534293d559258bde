import { describe, expect, it } from 'vitest';
import { createSession } from '../../sandbox/hosts/worker/session';
import type { LabSession, SessionUpdate } from '../../sandbox/hosts/worker/protocol';
import { labFolders, loadLab } from '../../sandbox/hosts/node/lab-bundles';
import type { LabBundle, WorldSnapshot } from '../../sandbox/index';
import { root } from '../architecture/imports';

const URL = 'http://fleetman.example.com/api/vehicles/driver/City%20Truck';

function canary(): LabBundle {
  const folder = labFolders(root).get('canary');
  if (folder === undefined) throw new Error('there is no lab "canary"');
  return loadLab(root, folder);
}

/** A session on a clock of its own: real time passes only in `pass`. */
async function openSession(snapshot?: WorldSnapshot) {
  const real = { ms: 0 };
  const queue: { at: number; run: () => void }[] = [];
  const session: LabSession = createSession({
    now: () => real.ms,
    later: (run, delayMs) => queue.push({ at: real.ms + delayMs, run }),
  });
  const updates: SessionUpdate[] = [];
  let unread = 0;
  const opened = await session.open(
    canary(),
    { columns: 200, rows: 24, ...(snapshot === undefined ? {} : { snapshot }) },
    (update) => {
      updates.push(update);
      unread += update.output.length;
    },
  );
  /** @param reading false: the page does not keep up with the output */
  const pass = async (ms: number, reading = true): Promise<void> => {
    const until = real.ms + ms;
    while (real.ms < until) {
      real.ms += 4;
      for (const due of queue.splice(0)) {
        if (due.at <= real.ms) due.run();
        else queue.push(due);
      }
      if (reading && unread > 0) session.acknowledge(unread);
      if (reading) unread = 0;
      await Promise.resolve();
    }
  };
  const output = (): string => updates.map((update) => update.output).join('');
  const last = (): SessionUpdate | undefined => updates.at(-1);
  return { session, opened, updates, pass, output, last, unread: () => unread };
}

describe('a lab session', () => {
  it('opens with the lab’s files and a prompt, and beats like a heart', async () => {
    const { opened, pass, output, updates } = await openSession();
    expect(updates[0]).toMatchObject({ nowMs: 0, output: expect.stringMatching(/\$ $/) as string });
    expect(opened.nowMs).toBeGreaterThan(1000); // the cluster started behind the prompt
    expect(opened.files.map((file) => file.path)).toEqual(['canary.yaml', 'gateway.yaml']);
    await pass(3000);
    expect(output()).toMatch(/\$ $/);
    expect(updates.length).toBeGreaterThanOrEqual(6);
  });

  it('streams a loop in real time and ends it on Ctrl-C', async () => {
    const { session, pass, output, last } = await openSession();
    session.runLines([`while true; do curl -s ${URL}; echo; sleep 0.5; done`]);
    await pass(3100);
    const answers = (output().match(/"photo"/g) ?? []).length;
    expect(answers).toBeGreaterThanOrEqual(5);
    expect(answers).toBeLessThanOrEqual(7);
    expect(last()?.busy).toBe(true);
    session.input('\x03');
    await pass(300);
    expect(last()?.busy).toBe(false);
  });

  it('holds a flood back while nobody reads', async () => {
    const { session, pass, unread, output } = await openSession();
    session.runLines(['yes']);
    await pass(2000, false);
    expect(unread()).toBeLessThan(256 * 1024);
    session.input('\x03');
    await pass(500);
    expect(output()).toMatch(/\^C[\s\S]*\$ $/);
  });

  it('answers other questions while a loop spins without sleeping', async () => {
    const { session, pass, last } = await openSession();
    session.runLines(['while true; do :; done']);
    await pass(200);
    expect(session.check('kind: [', 'x.yaml')).not.toEqual([]);
    session.input('\x03');
    await pass(300);
    expect(last()?.busy).toBe(false);
  });

  it('takes changes back one by one, and the reset too', async () => {
    const { session, pass, last } = await openSession();
    await pass(1500);
    expect(last()?.undoable).toBe(0);
    session.apply('canary.yaml');
    await pass(1500);
    expect(last()?.undoable).toBe(1);
    session.reset();
    await pass(1500);
    expect(last()?.undoable).toBe(2);
    const routed = async (): Promise<boolean> => {
      const [check] = canary().lab.checks;
      if (check === undefined) throw new Error('the lab has no check');
      const judged = session.runCheck(check);
      await pass(3000);
      return (await judged).passed;
    };
    expect(await routed()).toBe(false);
    session.undo();
    await pass(1500);
    expect([last()?.undoable, await routed()]).toEqual([1, true]);
  });

  it('continues a saved world', async () => {
    const first = await openSession();
    first.session.apply('canary.yaml');
    first.session.writeFile('mine.yaml', 'text');
    await first.pass(1500);
    const snapshot = first.updates.findLast((update) => update.snapshot !== undefined)?.snapshot;
    const second = await openSession(snapshot);
    expect(second.opened.files.map((file) => file.path)).toEqual([
      'canary.yaml',
      'gateway.yaml',
      'mine.yaml',
    ]);
    second.session.runLines(['kubectl get virtualservice -o name']);
    await second.pass(1000);
    expect(second.output()).toContain('virtualservice.networking.istio.io/canary-vs');
  });
});
