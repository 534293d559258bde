import type { Arguments } from './arguments';
import { openWorld } from './open-world';

const SLICE_MS = 10;
const EVENTS_PER_SLICE = 20_000;

/** `drydock shell`: the learner's terminal in a real terminal; virtual time follows the wall clock. Ctrl-D ends it. */
export async function shellCommand(input: Arguments, root: string): Promise<number> {
  const world = openWorld(input, root);
  const { stdin, stdout } = process;
  const terminal = world.openTerminal({
    columns: stdout.columns || 80,
    rows: stdout.rows || 24,
    write: (text) => stdout.write(text),
  });
  stdout.on('resize', () => {
    terminal.resize(stdout.columns, stdout.rows);
  });
  const session = { open: true };
  const raw = stdin.isTTY;
  if (raw) stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.on('data', (data: string) => {
    if (data === '\u0004' && !terminal.busy) session.open = false;
    else terminal.input(raw ? data : data.replaceAll('\n', '\r'));
  });
  stdin.on('end', () => {
    session.open = raw;
  });
  const startedAt = performance.now() - world.nowMs();
  while (session.open || terminal.busy) {
    world.runUntil(performance.now() - startedAt, { maxEvents: EVENTS_PER_SLICE });
    await new Promise((resolve) => setTimeout(resolve, SLICE_MS));
  }
  if (raw) stdin.setRawMode(false);
  stdin.destroy();
  stdout.write('\n');
  terminal.close();
  return 0;
}
