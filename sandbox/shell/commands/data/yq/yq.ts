import { parseYaml, printYaml } from '../../../../lib/yaml/index';
import type { Process } from '../../../../sim/index';
import { defineCommand, type CommandContext } from '../../../command';
import { readAll } from '../../../streams/line-reader';
import { openOperand } from '../../input-file';
import { fail } from '../../misuse';
import { JSON_ENGINE } from '../jq/engine';
import { evaluate } from '../jq/evaluate';
import type { Json } from '../jq/json';
import { parseFilter } from '../jq/parse';
import { JqError, Scope } from '../jq/scope';
import { FilterSyntaxError } from '../jq/syntax';

const STEP_LIMIT = 3_000_000;

/**
 * Filters over YAML in the manner of mikefarah's yq, with the language that `jq` has here: comments are not kept and
 * yq's own functions (`eval-all`, anchors, `style`) do not exist.
 */
export const yq = defineCommand({
  path: ['yq'],
  summary: 'Pick from and change YAML.',
  usage: 'yq [eval] EXPRESSION [FILE]',
  flags: [
    {
      long: 'output-format',
      short: 'o',
      type: 'string',
      placeholder: 'FORMAT',
      summary: 'yaml or json',
      default: 'yaml',
    },
    { long: 'inplace', short: 'i', type: 'switch', summary: 'write the result into the file' },
    {
      long: 'unwrapScalar',
      short: 'r',
      type: 'switch',
      summary: 'print texts without quotes (always so here)',
    },
    { long: 'null-input', short: 'n', type: 'switch', summary: 'read nothing' },
    { long: 'prettyPrint', short: 'P', type: 'switch', summary: 'print in block style (always so here)' },
    { long: 'exit-status', short: 'e', type: 'switch', summary: 'fail when the result is null or false' },
  ],
  arguments: [{ name: 'FILE', optional: true, repeated: true }],
  examples: ["echo 'a: {b: 1}' | yq .a.b"],
  *run(input, context) {
    const words = [...input.positional];
    if (words[0] === 'eval' || words[0] === 'e') words.shift();
    const [expression = '.', ...files] = words;
    const output = input.flag('output-format') ?? 'yaml';
    if (!['yaml', 'y', 'json', 'j'].includes(output))
      return yield* fail('Error', `unknown format '${output}'`, context);
    const documents = yield* readDocuments(input.has('null-input') ? undefined : files, context);
    if (typeof documents === 'number') return documents;
    try {
      const filter = parseFilter(expression);
      const results = documents.map((document) => [
        ...evaluate(filter, document, new Scope(undefined, { steps: STEP_LIMIT }, JSON_ENGINE)),
      ]);
      const text = results
        .map((values) => values.map((value) => shown(value, output)).join(''))
        .join('---\n');
      const [first] = files;
      if (input.has('inplace') && first !== undefined)
        context.world.files.write(context.world.files.resolve(first, context.cwd), text);
      else yield* context.write(text);
      const last = results.at(-1)?.at(-1) ?? null;
      return input.has('exit-status') && (last === null || last === false) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof FilterSyntaxError) && !(error instanceof JqError)) throw error;
      return yield* fail('Error', error.message, context);
    }
  },
});

function* readDocuments(
  files: readonly string[] | undefined,
  context: CommandContext,
): Process<readonly Json[] | number> {
  if (files === undefined) return [null];
  const documents: Json[] = [];
  for (const file of files.length > 0 ? files : ['-']) {
    const opened = openOperand(file, context);
    if (typeof opened === 'string')
      return yield* fail('Error', `open ${file}: ${opened.toLowerCase()}`, context);
    const parsed = parseYaml(yield* readAll(opened), { file });
    const [error] = parsed.errors;
    if (error !== undefined) return yield* fail('Error', `bad file '${file}': ${error.message}`, context);
    documents.push(...parsed.documents.map(({ value }) => value as Json));
  }
  return documents;
}

function shown(value: Json, output: string): string {
  if (output.startsWith('j')) return `${JSON.stringify(value, undefined, 2)}\n`;
  return typeof value === 'string' ? `${value}\n` : printYaml(value);
}
