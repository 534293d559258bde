/** Where in a manifest the cursor stands. Works on text that is being typed, so it reads indentation, not a parse. */
export interface YamlContext {
  /** Keys from the document's root to the map the cursor is in; `[]` stands for a list item. */
  readonly path: readonly string[];
  /** The key of the cursor's line, when it has one. */
  readonly key?: string;
  /** Whether a key or the value of {@link key} is being typed. */
  readonly typing: 'key' | 'value';
  /** Keys that the map already has, the cursor's own line excepted. */
  readonly siblings: readonly string[];
  /** Column (from 0) where keys of this map start. */
  readonly column: number;
  readonly apiVersion?: string;
  readonly kind?: string;
}

interface Line {
  /** Columns of the `-` that open list items here. */
  readonly dashes: readonly number[];
  /** Column of the first thing after indentation and dashes. */
  readonly column: number;
  readonly key?: string;
  readonly blank: boolean;
}

const ITEM = '[]';

/**
 * @param line from 1
 * @param column from 1: the cursor stands before this character
 */
export function yamlContext(text: string, line: number, column: number): YamlContext {
  const all = text.split('\n');
  const { start, end } = documentAround(all, line - 1);
  const lines = all.slice(start, end).map(readLine);
  const at = line - 1 - start;
  const before = (all[line - 1] ?? '').slice(0, column - 1);
  const own = readLine(all[line - 1] ?? '');
  const typed = readLine(before);
  const typing = typed.key === undefined ? 'key' : 'value';
  const keyColumn = typed.blank ? Math.max(before.length, typed.column) : typed.column;
  const { path, first } = climb(lines, at, keyColumn, typed.dashes);
  const document = all.slice(start, end);
  const apiVersion = rootValue(document, 'apiVersion');
  const kind = rootValue(document, 'kind');
  return {
    path,
    typing,
    column: keyColumn,
    siblings: siblingsOf(lines, first, at, keyColumn),
    ...(own.key === undefined ? {} : { key: own.key }),
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(kind === undefined ? {} : { kind }),
  };
}

function documentAround(lines: readonly string[], at: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && !/^---(\s|$)/.test(lines[start - 1] ?? '')) start--;
  let end = at + 1;
  while (end < lines.length && !/^---(\s|$)/.test(lines[end] ?? '')) end++;
  return { start, end };
}

function readLine(text: string): Line {
  const dashes: number[] = [];
  let column = text.length - text.trimStart().length;
  while (/^-(\s|$)/.test(text.slice(column))) {
    dashes.push(column);
    column += 1;
    column += text.slice(column).length - text.slice(column).trimStart().length;
  }
  const rest = text.slice(column);
  const blank = rest === '' || rest.startsWith('#');
  const key = /^(?:"([^"]+)"|'([^']+)'|([^\s#:'"{[][^:#]*?))\s*:(?:\s|$)/.exec(rest);
  const name = key?.[1] ?? key?.[2] ?? key?.[3];
  return { dashes, column, blank, ...(name === undefined ? {} : { key: name }) };
}

/** How far up the climb has come. */
interface Climb {
  readonly path: string[];
  /** Column of the outermost thing found so far. */
  limit: number;
  /** The last step was a dash: the key that holds its list may stand in the same column. */
  inItem: boolean;
  /** First line of the map that the cursor is in. */
  first: number | undefined;
}

/** Walks up from the cursor, collecting the keys and list items that enclose it. */
function climb(
  lines: readonly Line[],
  at: number,
  column: number,
  dashes: readonly number[],
): { readonly path: readonly string[]; readonly first: number } {
  const state: Climb = { path: [], limit: column, inItem: false, first: undefined };
  takeDashes(state, dashes, at);
  for (let index = at - 1; index >= 0 && (state.limit > 0 || state.inItem); index--) {
    const line = lines[index];
    if (line === undefined || (line.blank && line.dashes.length === 0)) continue;
    if (
      line.key !== undefined &&
      (line.column < state.limit || (state.inItem && line.column === state.limit))
    ) {
      state.path.unshift(line.key);
      state.limit = line.column;
      state.inItem = false;
      state.first ??= index + 1;
    }
    takeDashes(state, line.dashes, index);
  }
  return { path: state.path, first: state.first ?? 0 };
}

function takeDashes(state: Climb, columns: readonly number[], index: number): void {
  for (const dash of [...columns].reverse()) {
    if (dash >= state.limit || state.inItem) continue;
    state.path.unshift(ITEM);
    state.limit = dash;
    state.inItem = true;
    state.first ??= index;
  }
}

function siblingsOf(lines: readonly Line[], first: number, at: number, column: number): string[] {
  const keys: string[] = [];
  for (let index = first; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || line.blank || index === at) continue;
    if (index > first && (line.column < column || line.dashes.some((dash) => dash < column))) {
      if (index > at) break;
      continue;
    }
    if (line.column === column && line.key !== undefined) keys.push(line.key);
  }
  return keys;
}

function rootValue(lines: readonly string[], key: string): string | undefined {
  for (const line of lines) {
    const match = new RegExp(`^${key}:\\s+["']?([^\\s"'#]+)`).exec(line);
    if (match?.[1] !== undefined) return match[1];
  }
  return undefined;
}
