import { JsonPathError, type FilterOperand, type PathStep } from './jsonpath-path';

/** A piece of a template. */
export type TemplateNode =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'path'; readonly steps: readonly PathStep[] }
  | { readonly is: 'range'; readonly steps: readonly PathStep[]; readonly body: readonly TemplateNode[] };

/** Parses a template: text outside braces, and in braces a path, a quoted text, `range` or `end`. */
export function parseTemplate(template: string): readonly TemplateNode[] {
  const source = template.includes('{') ? template : `{${template}}`;
  const stack: { steps: readonly PathStep[]; nodes: TemplateNode[] }[] = [{ steps: [], nodes: [] }];
  const top = (): TemplateNode[] => stack.at(-1)?.nodes ?? [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{', at);
    if (open < 0) {
      top().push({ is: 'text', text: source.slice(at) });
      break;
    }
    if (open > at) top().push({ is: 'text', text: source.slice(at, open) });
    const close = closingBrace(source, open);
    const inner = source.slice(open + 1, close).trim();
    at = close + 1;
    if (inner === 'end') {
      const range = stack.length > 1 ? stack.pop() : undefined;
      if (!range) throw new JsonPathError('not in range, nothing to end', true);
      top().push({ is: 'range', steps: range.steps, body: range.nodes });
    } else if (/^range\s/.test(inner)) stack.push({ steps: parsePath(inner.slice(6).trim()), nodes: [] });
    else if (/^["']/.test(inner)) top().push({ is: 'text', text: unquote(inner) });
    else top().push({ is: 'path', steps: parsePath(inner) });
  }
  if (stack.length > 1) throw new JsonPathError('unclosed action', true);
  return stack[0]?.nodes ?? [];
}

function closingBrace(source: string, open: number): number {
  let quote = '';
  for (let at = open + 1; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\\' && quote !== '') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '}') return at;
  }
  throw new JsonPathError('unclosed action', true);
}

function unquote(text: string): string {
  const body = text.slice(1, text.endsWith(text.charAt(0)) && text.length > 1 ? -1 : undefined);
  return body.replace(/\\(.)/g, (_all, char: string) => ESCAPES[char] ?? char);
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

/** Parses `.spec.http[0].route[?(@.weight>50)]..name`, with or without the leading dot. */
export function parsePath(text: string): readonly PathStep[] {
  const steps: PathStep[] = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const dots = /^\.\.?/.exec(rest)?.[0] ?? '';
    if (dots === '..') steps.push({ is: 'descend' });
    const name = /^(?:\\.|[^.[\]\s\\])+/.exec(rest.slice(dots.length))?.[0];
    if (rest.startsWith('[')) {
      const end = closingBracket(text, at);
      steps.push(bracketStep(text.slice(at + 1, end)));
      at = end + 1;
    } else if (rest === '$' || rest.startsWith('$.') || rest.startsWith('$[')) {
      steps.push({ is: 'root' });
      at += 1;
    } else if (rest === '@' || rest.startsWith('@.') || rest.startsWith('@[')) at += 1;
    else if (name === '*') {
      steps.push({ is: 'wildcard' });
      at += dots.length + 1;
    } else if (name !== undefined) {
      steps.push({ is: 'field', name: name.replace(/\\(.)/g, '$1') });
      at += dots.length + name.length;
    } else if (dots !== '') at += dots.length;
    else
      throw new JsonPathError(`unrecognized character in action: U+${hex(rest)} '${rest.charAt(0)}'`, true);
  }
  return steps;
}

function hex(text: string): string {
  return text.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let at = open; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth++;
    else if (char === ']' && --depth === 0) return at;
  }
  throw new JsonPathError('unterminated array', true);
}

function bracketStep(inner: string): PathStep {
  const text = inner.trim();
  const filter = /^\?\(([\s\S]*)\)$/.exec(text)?.[1];
  if (filter !== undefined) return filterStep(filter.trim());
  const quoted = /^'([^']*)'$|^"([^"]*)"$/.exec(text);
  if (quoted) return { is: 'field', name: quoted[1] ?? quoted[2] ?? '' };
  if (text === '*') return { is: 'wildcard' };
  if (text.includes(',')) return { is: 'union', steps: text.split(',').map(bracketStep) };
  const slice = /^(-?\d*)(?::(-?\d*))?(?::(-?\d*))?$/.exec(text);
  if (!slice || text === '') throw new JsonPathError(`invalid array index ${text}`, true);
  const [, from = '', to, step = ''] = slice;
  if (to === undefined) return { is: 'index', index: Number(from) };
  return {
    is: 'slice',
    ...(from === '' ? {} : { from: Number(from) }),
    ...(to === '' ? {} : { to: Number(to) }),
    step: step === '' ? 1 : Number(step),
  };
}

function filterStep(text: string): PathStep {
  const match = /^(.+?)\s*(==|!=|<=|>=|<|>)\s*(.+)$/.exec(text);
  const [, left, operator, right] = match ?? [];
  if (left === undefined || operator === undefined || right === undefined)
    return { is: 'filter', left: operand(text), operator: 'exists', right: { is: 'value', value: true } };
  return { is: 'filter', left: operand(left.trim()), operator, right: operand(right.trim()) };
}

function operand(text: string): FilterOperand {
  if (/^["']/.test(text)) return { is: 'value', value: unquote(text) };
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { is: 'value', value: Number(text) };
  if (text === 'true' || text === 'false') return { is: 'value', value: text === 'true' };
  return { is: 'path', steps: parsePath(text) };
}
