import type { Command, Flag } from '../command';
import type { Invocation } from './find-command';

/** The text of `--help`, made from the declaration. */
export function helpText(found: Invocation, verbs: readonly Command[] = []): string {
  const { command, flags } = found;
  const lines = [`Usage: ${command.usage}`, command.summary];
  if (verbs.length > 0)
    lines.push('', 'Commands:', ...columns(verbs.map((verb) => [verb.path.at(-1) ?? '', verb.summary])));
  if (flags.length > 0)
    lines.push('', 'Options:', ...columns(flags.map((flag) => [flagText(flag), flag.summary])));
  const examples = command.examples ?? [];
  if (examples.length > 0) lines.push('', 'Examples:', ...examples.map((example) => `  ${example}`));
  return `${lines.join('\n')}\n`;
}

/** `-n, --namespace=NAME` */
export function flagText(flag: Flag): string {
  const short = flag.short === undefined ? '   ' : `-${flag.short}${flag.long === undefined ? '' : ','}`;
  const long = flag.long === undefined ? '' : ` --${flag.long}`;
  const value = flag.type === 'switch' ? '' : (flag.placeholder ?? 'VALUE');
  if (value === '') return short + long;
  const joint = flag.long === undefined ? ' ' : '=';
  return short + long + (flag.implied === undefined ? joint + value : `[=${value}]`);
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
