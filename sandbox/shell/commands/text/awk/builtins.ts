import type { AwkMachine, Expression } from './machine';
import { AwkError } from './machine';
import { fromInput, sprintf, toNumber, toText, type Value } from './values';

/** What a built-in function gets: its arguments unevaluated, with what they name. */
export interface Argument {
  readonly value: Expression;
  /** The array that is meant, when the argument is a bare name. */
  readonly name?: string;
  /** The source of a literal expression between slashes. */
  readonly regex?: string;
  assign?(machine: AwkMachine, value: Value): void;
}

type Builtin = (machine: AwkMachine, args: readonly Argument[]) => Value;

function number(machine: AwkMachine, argument: Argument | undefined, fallback = 0): number {
  return argument === undefined ? fallback : toNumber(argument.value(machine));
}

function text(machine: AwkMachine, argument: Argument | undefined): string {
  return argument === undefined ? '' : toText(argument.value(machine), machine.text('CONVFMT'));
}

function pattern(machine: AwkMachine, argument: Argument | undefined): string {
  return argument?.regex ?? text(machine, argument);
}

/** awk's functions; `system`, `close` and `fflush` have nothing to work on here. */
export const builtins: Readonly<Record<string, Builtin | undefined>> = {
  length(machine, [what]) {
    if (what === undefined) return machine.record.length;
    if (what.name !== undefined && machine.argument(what.name) instanceof Map)
      return machine.array(what.name).size;
    return text(machine, what).length;
  },
  substr(machine, [what, from, length]) {
    const whole = text(machine, what);
    const start = Math.round(number(machine, from, 1));
    const end = length === undefined ? Infinity : start + Math.round(number(machine, length));
    return whole.slice(Math.max(0, start - 1), Math.max(0, end - 1));
  },
  index: (machine, [what, part]) => text(machine, what).indexOf(text(machine, part)) + 1,
  split(machine, [what, into, separator]) {
    if (into?.name === undefined) throw new AwkError('split: second argument is not an array');
    const whole = text(machine, what);
    const parts = machine.split(
      whole,
      separator === undefined ? machine.text('FS') : pattern(machine, separator),
    );
    const cells = machine.array(into.name);
    cells.clear();
    parts.forEach((part, index) => cells.set(String(index + 1), fromInput(part)));
    return parts.length;
  },
  sub: (machine, args) => substitute(machine, args, false),
  gsub: (machine, args) => substitute(machine, args, true),
  match(machine, [what, expression]) {
    const matcher = machine.expression(pattern(machine, expression)).matcher(text(machine, what));
    const found = matcher.find();
    machine.set('RSTART', found ? matcher.start() + 1 : 0);
    machine.set('RLENGTH', found ? matcher.end() - matcher.start() : -1);
    return machine.get('RSTART');
  },
  sprintf: (machine, [format, ...rest]) =>
    sprintf(
      text(machine, format),
      rest.map(({ value }) => value(machine)),
    ),
  toupper: (machine, [what]) => text(machine, what).toUpperCase(),
  tolower: (machine, [what]) => text(machine, what).toLowerCase(),
  int: (machine, [what]) => Math.trunc(number(machine, what)),
  sqrt: (machine, [what]) => Math.sqrt(number(machine, what)),
  exp: (machine, [what]) => Math.exp(number(machine, what)),
  log: (machine, [what]) => Math.log(number(machine, what)),
  sin: (machine, [what]) => Math.sin(number(machine, what)),
  cos: (machine, [what]) => Math.cos(number(machine, what)),
  atan2: (machine, [y, x]) => Math.atan2(number(machine, y), number(machine, x)),
  rand: (machine) => machine.random(),
  srand: () => 0,
  close: () => 0,
  fflush: () => 0,
  system() {
    throw new AwkError('system() is not available in the sandbox');
  },
};

function substitute(
  machine: AwkMachine,
  [expression, by, target]: readonly Argument[],
  all: boolean,
): number {
  const program = machine.expression(pattern(machine, expression));
  const replacement = text(machine, by);
  const whole = target === undefined ? machine.record : text(machine, target);
  const matcher = program.matcher(whole);
  let result = '';
  let end = 0;
  let count = 0;
  for (let at = 0; at <= whole.length && matcher.find(at);) {
    const [start, stop] = [matcher.start(), matcher.end()];
    at = stop > start ? stop : stop + 1;
    if (stop === start && start === end && count > 0) continue;
    result += whole.slice(end, start) + fill(replacement, whole.slice(start, stop));
    end = stop;
    count++;
    if (!all) break;
  }
  if (count === 0) return 0;
  result += whole.slice(end);
  if (target === undefined) machine.record = result;
  else target.assign?.(machine, result);
  return count;
}

/** `&` is the match, `\&` an ampersand. */
function fill(replacement: string, match: string): string {
  return replacement.replace(/\\\\|\\&|&/g, (token) => (token === '&' ? match : token.slice(1)));
}
