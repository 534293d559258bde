import { writeScalar } from './print-scalar';
import { compareKeys } from './key-order';

/**
 * Prints a value as kubectl's `-o yaml` does: sorted keys, lists not indented under their key,
 * quotes only where the text would otherwise read as something else, long lines folded at 80 columns.
 */
export function printYaml(value: unknown): string {
  const lines: string[] = [];
  writeNode(value, 0, '', false, lines);
  return `${lines.join('\n')}\n`;
}

/**
 * @param indent column of this node's own entries
 * @param lead what already stands on the line before the node (`key:` or `- ` markers)
 * @param inSequence the node is a list item: its first line follows the dash
 */
function writeNode(value: unknown, indent: number, lead: string, inSequence: boolean, lines: string[]): void {
  if (Array.isArray(value)) writeSequence(value, indent, lead, inSequence, lines);
  else if (typeof value === 'object' && value !== null) writeMapping(value, indent, lead, inSequence, lines);
  else {
    const column = lead === '' || inSequence ? lead.length : lead.length + 1;
    const [first = '', ...rest] = writeScalar(value, { column, indent, simpleKey: false });
    lines.push(column > lead.length ? `${lead} ${first}` : lead + first, ...rest);
  }
}

function writeMapping(
  object: object,
  indent: number,
  lead: string,
  inSequence: boolean,
  lines: string[],
): void {
  const keys = Object.keys(object)
    .filter((key) => (object as Record<string, unknown>)[key] !== undefined)
    .sort(compareKeys);
  if (keys.length === 0) {
    lines.push(lead === '' || inSequence ? `${lead}{}` : `${lead} {}`);
    return;
  }
  let prefix = inSequence ? lead : ' '.repeat(indent);
  if (lead !== '' && !inSequence) lines.push(lead);
  for (const key of keys) {
    const [keyText = ''] = writeScalar(key, { column: prefix.length, indent, simpleKey: true });
    const value = (object as Record<string, unknown>)[key];
    // A list stands at its key's own column; everything else two further in.
    writeNode(value, Array.isArray(value) ? indent : indent + 2, `${prefix}${keyText}:`, false, lines);
    prefix = ' '.repeat(indent);
  }
}

function writeSequence(
  items: readonly unknown[],
  indent: number,
  lead: string,
  inSequence: boolean,
  lines: string[],
): void {
  if (items.length === 0) {
    lines.push(lead === '' || inSequence ? `${lead}[]` : `${lead} []`);
    return;
  }
  let prefix = inSequence ? lead : ' '.repeat(indent);
  if (lead !== '' && !inSequence) lines.push(lead);
  for (const item of items) {
    writeNode(item, indent + 2, `${prefix}- `, true, lines);
    prefix = ' '.repeat(indent);
  }
}
