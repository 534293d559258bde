import type { RE2JS } from 're2js';
import { compileRegex } from '../../../text/regex';
import { plain } from './formats';
import type { Json } from './json';
import { JqError, type Builtin, type Closure } from './scope';

interface Match {
  readonly offset: number;
  readonly text: string;
  readonly captures: readonly {
    readonly name: string | null;
    readonly text: string | null;
    readonly offset: number;
  }[];
}

function only(closure: Closure | undefined, input: Json): Json {
  if (closure === undefined) return null;
  for (const value of closure.scope.engine.evaluate(closure.filter, input, closure.scope)) return value;
  return null;
}

function matches(input: Json, pattern: Json, flags: Json, all = false): Match[] {
  if (typeof input !== 'string')
    throw new JqError(`${JSON.stringify(input)} cannot be matched, as it is not a string`);
  if (typeof pattern !== 'string')
    throw new JqError(`${JSON.stringify(pattern)} cannot be matched, as it is not a string`);
  const letters = typeof flags === 'string' ? flags : '';
  const program = compileRegex(pattern, letters.includes('i'));
  if (program === undefined) throw new JqError(`${pattern} (at offset 0) is not a valid regex`);
  const found: Match[] = [];
  const matcher = program.matcher(input);
  for (
    let at = 0;
    at <= input.length && matcher.find(at);
    at = Math.max(matcher.end(), matcher.start() + 1)
  ) {
    found.push({
      offset: matcher.start(),
      text: matcher.group() ?? '',
      captures: capturesOf(program, matcher),
    });
    if (!all && !letters.includes('g')) break;
  }
  return found;
}

function capturesOf(program: RE2JS, matcher: ReturnType<RE2JS['matcher']>): Match['captures'] {
  const names = new Map(Object.entries(program.namedGroups()).map(([name, index]) => [index, name]));
  return Array.from({ length: program.groupCount() }, (_, index) => ({
    name: names.get(index + 1) ?? null,
    text: matcher.group(index + 1),
    offset: matcher.start(index + 1),
  }));
}

function named(match: Match): Json {
  const entries = match.captures.flatMap(({ name, text }) => (name === null ? [] : [[name, text] as const]));
  return Object.fromEntries(entries);
}

function described({ offset, text, captures }: Match): Json {
  return {
    offset,
    length: text.length,
    string: text,
    captures: captures.map((capture) => ({
      offset: capture.offset,
      length: capture.text?.length ?? 0,
      string: capture.text,
      name: capture.name,
    })),
  };
}

function substitute(input: Json, [pattern, by, flags]: readonly Closure[], all: boolean): Json {
  const found = matches(input, only(pattern, input), only(flags, input), all);
  const text = plain(input);
  let result = '';
  let end = 0;
  for (const match of found) {
    result += text.slice(end, match.offset) + plain(only(by, named(match)));
    end = match.offset + match.text.length;
  }
  return result + text.slice(end);
}

const test: Builtin = (input, [pattern, flags]) => [
  matches(input, only(pattern, input), only(flags, input)).length > 0,
];
const match: Builtin = (input, [pattern, flags]) =>
  matches(input, only(pattern, input), only(flags, input)).map(described);
const capture: Builtin = (input, [pattern, flags]) =>
  matches(input, only(pattern, input), only(flags, input)).map(named);
const scan: Builtin = (input, [pattern]) =>
  matches(input, only(pattern, input), null, true).map(({ text, captures }) =>
    captures.length === 0 ? text : captures.map((each) => each.text),
  );
const sub: Builtin = (input, args) => [substitute(input, args, false)];
const gsub: Builtin = (input, args) => [substitute(input, args, true)];
const split: Builtin = (input, [pattern, flags]) => {
  const text = plain(input);
  let end = 0;
  const parts = matches(input, only(pattern, input), only(flags, input), true).map((each) => {
    const part = text.slice(end, each.offset);
    end = each.offset + each.text.length;
    return part;
  });
  return [[...parts, text.slice(end)]];
};

/** Functions that work with regular expressions (RE2's syntax; jq itself has Oniguruma's). */
export const regexBuiltins: Readonly<Record<string, Builtin>> = {
  'test/1': test,
  'test/2': test,
  'match/1': match,
  'match/2': match,
  'capture/1': capture,
  'capture/2': capture,
  'scan/1': scan,
  'sub/2': sub,
  'sub/3': sub,
  'gsub/2': gsub,
  'gsub/3': gsub,
  'split/2': split,
};
