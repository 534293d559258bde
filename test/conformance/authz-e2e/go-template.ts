/** What templates read: fields, and functions that other values are given to. */
export type Params = Readonly<Record<string, unknown>>;

type Node =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'action'; readonly expression: string }
  | { readonly is: 'block'; readonly head: string; readonly body: readonly Node[] };

/** Renders a Go text/template with fields, methods, pipelines, `if` and `range`. */
export function render(template: string, params: Params): string {
  return renderNodes(parse(template), { $: params, '.': params });
}

function parse(template: string): readonly Node[] {
  const stack: { readonly head: string; readonly nodes: Node[] }[] = [{ head: '', nodes: [] }];
  const trimmed = template.replace(/\s*\{\{- /g, '{{ ').replace(/ -\}\}\s*/g, ' }}');
  for (const piece of trimmed.split(/(\{\{.*?\}\})/s)) {
    const action = /^\{\{\s*(.*?)\s*\}\}$/s.exec(piece)?.[1];
    if (action === undefined) stack.at(-1)?.nodes.push({ is: 'text', text: piece });
    else if (/^(if|range)\b/.test(action)) stack.push({ head: action, nodes: [] });
    else if (action === 'end') {
      const block = stack.pop();
      if (block) stack.at(-1)?.nodes.push({ is: 'block', head: block.head, body: block.nodes });
    } else stack.at(-1)?.nodes.push({ is: 'action', expression: action });
  }
  return stack[0]?.nodes ?? [];
}

function renderNodes(nodes: readonly Node[], scope: Params): string {
  return nodes
    .map((node) => {
      if (node.is === 'text') return node.text;
      if (node.is === 'action') return printed(evaluate(node.expression, scope));
      const range = /^range\s+(\$\w+)\s*:=\s*(.*)$/s.exec(node.head);
      if (!range) return evaluate(node.head.slice(3), scope) ? renderNodes(node.body, scope) : '';
      const list = evaluate(range[2] ?? '', scope);
      const items: readonly unknown[] = Array.isArray(list) ? list : [];
      return items.map((item) => renderNodes(node.body, { ...scope, [range[1] ?? '']: item })).join('');
    })
    .join('');
}

/** A pipeline: each command's value is the last argument of the next. */
function evaluate(expression: string, scope: Params): unknown {
  const commands = splitOutside(expression, '|').map((command) => splitOutside(command.trim(), ' '));
  return commands.reduce<unknown>((piped, words, index) => {
    const more = index === 0 ? [] : [piped];
    const [head = '', ...rest] = words.filter((word) => word !== '');
    const values = [...rest.map((word) => value(word, scope)), ...more];
    const known = FUNCTIONS[head];
    if (known) return known(...values);
    const found = value(head, scope);
    return typeof found === 'function' ? (found as (...values: unknown[]) => unknown)(...values) : found;
  }, undefined);
}

const FUNCTIONS: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
  toJson: (found) => JSON.stringify(found),
  default: (fallback, found) => (found === undefined || found === '' ? fallback : found),
  ne: (a, b) => (a ?? '') !== b,
  eq: (a, b) => (a ?? '') === b,
};

function value(word: string, scope: Params): unknown {
  const quoted = /^["`](.*)["`]$/s.exec(word);
  if (quoted) return quoted[1];
  const group = /^\((.*)\)((?:\.\w+)*)$/s.exec(word);
  if (group) return fields(evaluate(group[1]?.trim() ?? '', scope), group[2] ?? '');
  const variable = /^(\$\w+)(.*)$/s.exec(word);
  if (variable) return fields(scope[variable[1] ?? ''], variable[2] ?? '');
  return fields(scope['.'], word);
}

function fields(start: unknown, path: string): unknown {
  return path
    .split('.')
    .filter((name) => name !== '')
    .reduce<unknown>((found, name) => (found as Params | undefined)?.[name], start);
}

function printed(found: unknown): string {
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/** Splits where the separator stands outside of quotes and parentheses. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === '`') quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (character === separator && depth === 0 && quote === '') parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts;
}
