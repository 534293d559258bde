import { formatRequest, singleQuote } from '../../index';
import { UsageError, type Arguments } from './arguments';
import { openWorld } from './open-world';

/** `drydock trace … -- curl ARGS`: sends one request and prints its decision record, as JSON or as text. */
export function traceCommand(input: Arguments, root: string): number {
  const words = input.rest;
  if (words[0] !== 'curl') throw new UsageError('trace wants a request after --: -- curl URL');
  const world = openWorld(input, root);
  const before = world.requests().at(-1)?.id ?? -1;
  const result = world.run(words.map(singleQuote).join(' '));
  const summary = world
    .requests()
    .findLast((request) => request.id > before && request.client === 'external');
  const explained = summary && world.explain(summary.id);
  if (!explained) {
    process.stderr.write(`drydock: no request was sent\n${result.stderr}`);
    return result.exitCode === 0 ? 1 : result.exitCode;
  }
  process.stdout.write(asText(input) ? formatRequest(explained) : `${JSON.stringify(explained, null, 2)}\n`);
  return 0;
}

/** `-o text`, or `--text`; JSON otherwise. */
function asText(input: Arguments): boolean {
  const format = input.value('o') ?? (input.has('text') ? 'text' : 'json');
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`trace prints text or json, not ${format}`);
  return format === 'text';
}
