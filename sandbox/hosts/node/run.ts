import { readFileSync } from 'node:fs';
import type { RunResult, World } from '../../index';
import { UsageError, type Arguments } from './arguments';
import { openWorld } from './open-world';

/** `drydock run`: runs a line, a script or a list of commands in virtual time; exits with the last command's code. */
export function runCommand(input: Arguments, root: string): number {
  const lines = linesToRun(input);
  const world = openWorld(input, root);
  const json = input.has('json');
  const results: Record<string, unknown>[] = [];
  let exitCode = 0;
  for (const line of lines) {
    const result = runLine(world, line, !json);
    exitCode = result.exitCode;
    results.push({ cmd: line, ...result });
  }
  if (json) {
    const printed = input.has('each') ? results : results[0];
    process.stdout.write(`${JSON.stringify(printed, null, 2)}\n`);
  }
  return exitCode;
}

/** Output is printed as it is written, so a long loop streams. */
function runLine(world: World, line: string, print: boolean): RunResult {
  return world.run(line, {
    onOutput: (text, stream) => {
      if (print) process[stream].write(text);
    },
  });
}

function linesToRun(input: Arguments): readonly string[] {
  const each = input.value('each');
  if (each !== undefined) {
    const list: unknown = JSON.parse(readFileSync(each, 'utf8'));
    if (!Array.isArray(list) || !list.every((line) => typeof line === 'string')) {
      throw new UsageError(`${each} must hold a JSON array of strings`);
    }
    return list;
  }
  const line = input.value('c');
  if (line !== undefined) return [line];
  const script = input.words[0];
  if (script === undefined) throw new UsageError('run wants -c LINE, a SCRIPT or --each LIST.json');
  return [readFileSync(script === '-' ? 0 : script, 'utf8')];
}
