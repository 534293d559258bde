import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createWorld } from '../../index';
import { UsageError, type Arguments } from './arguments';

/** `drydock analyze FILE...`: istioctl analyze on files, without a cluster. */
export function analyzeCommand(input: Arguments): number {
  if (input.words.length === 0) throw new UsageError('analyze wants at least one FILE');
  const world = createWorld({ seed: 1 });
  const names = input.words.map((file) => {
    const name = basename(file);
    world.files.write(world.files.resolve(`~/${name}`, '/'), readFileSync(file, 'utf8'));
    return name;
  });
  const format = input.value('o');
  const flags = format === undefined ? '' : ` -o ${format}`;
  const result = world.run(`istioctl analyze --use-kube=false${flags} ${names.join(' ')}`);
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  return result.exitCode;
}
