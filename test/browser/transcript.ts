import { createWorld, type WorldOptions } from '../../sandbox/index';

/** A line of a transcript: what was entered, when it had ended, and what it printed. */
export interface Entry {
  readonly line: string;
  readonly endMs: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** What a new world prints for these lines, one after another. Runs in Node and in a browser. */
export function transcript(options: WorldOptions, lines: readonly string[]): readonly Entry[] {
  const world = createWorld(options);
  return lines.map((line) => {
    const { stdout, stderr, exitCode } = world.run(line);
    return { line, endMs: world.nowMs(), stdout, stderr, exitCode };
  });
}
