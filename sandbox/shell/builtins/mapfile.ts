import { defineBuiltin, type Builtin } from '../builtin';
import { readAll } from '../streams/line-reader';

function mapfileNamed(name: 'mapfile' | 'readarray'): Builtin {
  return defineBuiltin({
    path: [name],
    summary: 'Read lines into an array.',
    usage: `${name} [-n count] [-s count] [-t] [array]`,
    flags: [
      { short: 't', type: 'switch', summary: 'remove the newline from each line' },
      { short: 'n', type: 'string', placeholder: 'count', default: '0', summary: 'at most this many lines' },
      { short: 's', type: 'string', placeholder: 'count', default: '0', summary: 'skip the first lines' },
    ],
    examples: ['mapfile -t lines < <(seq 3); echo ${lines[1]}'],
    *run(input, context) {
      const text = yield* readAll(() => context.read());
      const skipped = Number(input.flag('s'));
      const count = Number(input.flag('n')) || Infinity;
      const lines = text === '' ? [] : text.split(/(?<=\n)/).slice(skipped, skipped + count);
      const kept = input.has('t') ? lines.map((line) => line.replace(/\n$/, '')) : lines;
      context.frame.state.variables.set(input.positional[0] ?? 'MAPFILE', new Map(kept.entries()));
      return 0;
    },
  });
}

export const mapfileBuiltins: readonly Builtin[] = [mapfileNamed('mapfile'), mapfileNamed('readarray')];
