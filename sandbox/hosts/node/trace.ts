import { formatRequest } from '../../index';
import { UsageError, type Arguments } from './arguments';
import { openWorld } from './open-world';

/** `drydock trace … -- curl ARGS`: sends one request and prints its decision record. */
export function traceCommand(input: Arguments, root: string): number {
  const words = input.rest;
  if (words[0] !== 'curl') throw new UsageError('trace wants a request after --: -- curl URL');
  const world = openWorld(input, root);
  const before = world.requests().at(-1)?.id ?? -1;
  const result = world.run(words.map(quote).join(' '));
  const summary = world
    .requests()
    .findLast((request) => request.id > before && request.client === 'external');
  const explained = summary && world.explain(summary.id);
  if (!explained) {
    process.stderr.write(`drydock: no request was sent\n${result.stderr}`);
    return result.exitCode === 0 ? 1 : result.exitCode;
  }
  process.stdout.write(
    input.has('text') ? formatRequest(explained) : `${JSON.stringify(explained, null, 2)}\n`,
  );
  return 0;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
