import type { BraceGroup, Command } from 'unbash';
import { parseScript } from '../syntax/parse-script';
import type { Frame } from './frame';

/**
 * Replaces an alias at the start of a command: by a command with more words in front, or, when the alias is
 * more than one command, by a group. undefined when the first word is no alias.
 */
export function expandAlias(node: Command, { state }: Frame): Command | BraceGroup | undefined {
  const name = node.name?.text ?? '';
  let text = state.aliases.get(name);
  if (text === undefined) return undefined;
  const seen = new Set([name]);
  for (;;) {
    const first: string = /^\s*(\S+)/.exec(text)?.[1] ?? '';
    const next = seen.has(first) ? undefined : state.aliases.get(first);
    if (next === undefined) break;
    seen.add(first);
    text = text.replace(first, () => next);
  }
  const simple = readCommand(text);
  if (simple) {
    return {
      ...node,
      name: simple.name,
      prefix: [...node.prefix, ...simple.prefix],
      suffix: [...simple.suffix, ...node.suffix],
      args: [...simple.args, ...node.args],
      redirects: [...simple.redirects, ...node.redirects],
    };
  }
  const words = node.suffix.flatMap((part) => ('text' in part ? [part.text] : []));
  const parsed = parseScript([text, ...words].join(' '));
  if (parsed.is !== 'script') return undefined;
  const { pos, end, commands } = parsed.script;
  return { type: 'BraceGroup', pos, end, body: { type: 'CompoundList', pos, end, commands } };
}

function readCommand(text: string): Command | undefined {
  const parsed = parseScript(text);
  if (parsed.is !== 'script' || parsed.script.commands.length !== 1) return undefined;
  const statement = parsed.script.commands[0];
  return statement?.command.type === 'Command' && !statement.background ? statement.command : undefined;
}
