import type { Requirement } from './label-selector';

/** A selector that cannot be read, in the server's words. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
}

/**
 * Reads a selector as typed after `-l`: `app=a,tier!=b,env in (x, y),!old`.
 * @throws SelectorError
 */
export function parseSelector(text: string): readonly Requirement[] {
  const words = new Words(text);
  const requirements: Requirement[] = [];
  while (words.hasMore()) {
    const first = words.peek();
    if (first !== '!' && !isIdentifier(first))
      throw new SelectorError(`found '${first}', expected: !, identifier, or 'end of string'`);
    requirements.push(readRequirement(words));
    if (!words.hasMore()) break;
    const separator = words.take();
    if (separator !== ',') throw new SelectorError(`found '${separator}', expected: ',' or 'end of string'`);
    const next = words.peek();
    if (next !== '!' && !isIdentifier(next))
      throw new SelectorError(`found '${next}', expected: identifier after ','`);
  }
  return requirements;
}

const OPERATORS: Readonly<Record<string, Requirement['operator']>> = {
  in: 'In',
  notin: 'NotIn',
  '=': 'In',
  '==': 'In',
  '!=': 'NotIn',
};

function readRequirement(words: Words): Requirement {
  if (words.peek() === '!') {
    words.take();
    const key = words.take();
    if (!isIdentifier(key)) throw unreadable(`found '${key}', expected: identifier`);
    return { key, operator: 'DoesNotExist', values: [] };
  }
  const key = words.take();
  if (!words.hasMore() || words.peek() === ',') return { key, operator: 'Exists', values: [] };
  const word = words.take();
  const operator = OPERATORS[word];
  if (!operator) throw unreadable(`found '${word}', expected: in, notin, =, ==, !=, gt, lt`);
  return { key, operator, values: word === 'in' || word === 'notin' ? readSet(words) : [readValue(words)] };
}

function readValue(words: Words): string {
  if (!words.hasMore() || words.peek() === ',') return '';
  const value = words.take();
  if (isIdentifier(value)) return value;
  throw unreadable(`found '${value}', expected: identifier`);
}

function readSet(words: Words): readonly string[] {
  const open = words.take();
  if (open !== '(') throw unreadable(`found '${open}' expected: '('`);
  const values: string[] = [];
  for (;;) {
    const value = words.take();
    if (value === ')') return values.length === 0 ? [''] : values;
    if (!isIdentifier(value)) throw unreadable(`found '${value}', expected: identifier`);
    values.push(value);
    const separator = words.take();
    if (separator === ')') return values;
    if (separator !== ',') throw unreadable(`found '${separator}', expected: ',' or ')'`);
  }
}

function unreadable(text: string): SelectorError {
  return new SelectorError(`unable to parse requirement: ${text}`);
}

function isIdentifier(word: string): boolean {
  return word !== '' && !/^[=!<>(),]/.test(word);
}

/** The selector cut into signs and words. */
class Words {
  readonly #words: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#words = text.match(/==|!=|[=!<>(),]|[^\s=!<>(),]+/g) ?? [];
  }

  hasMore(): boolean {
    return this.#at < this.#words.length;
  }

  peek(): string {
    return this.#words[this.#at] ?? '';
  }

  take(): string {
    return this.#words[this.#at++] ?? '';
  }
}
