/** A piece of a template. */
export type Node =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'action'; readonly pipeline: Pipeline }
  | {
      readonly is: 'if' | 'with' | 'range';
      readonly pipeline: Pipeline;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    };

/** Commands whose results are handed on, the first to the second; the value may go into variables. */
export interface Pipeline {
  readonly variables: readonly string[];
  readonly commands: readonly (readonly Operand[])[];
}

export type Operand =
  | { readonly is: 'literal'; readonly value: unknown }
  | { readonly is: 'field'; readonly path: readonly string[] }
  | { readonly is: 'variable'; readonly name: string; readonly path: readonly string[] }
  | { readonly is: 'function'; readonly name: string }
  | { readonly is: 'group'; readonly pipeline: Pipeline; readonly path: readonly string[] };

/** The template is malformed; the message ends what Go prints behind `template: output:1: `. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|`[^`]*`|:=|\$\w*(?:\.\w+)*|(?:\.[\w]+)+|\.|[()|,=]|-?\d+(?:\.\d+)?|\w+/y;

/** Parses a text/template of Go (without definitions, `break` and `continue`). @throws TemplateError */
export function parseTemplate(source: string): readonly Node[] {
  const pieces = source.split(/(\{\{-?[\s\S]*?-?\}\})/);
  const reader = new Reader(
    pieces.map((piece, index) => trimmed(piece, pieces[index - 1], pieces[index + 1])),
  );
  const nodes = reader.nodes();
  if (!reader.done) throw new TemplateError('unexpected {{end}}');
  return nodes;
}

function trimmed(piece: string, before = '', after = ''): string {
  if (piece.startsWith('{{')) return piece;
  const start = before.endsWith('-}}') ? piece.trimStart() : piece;
  return after.startsWith('{{-') ? start.trimEnd() : start;
}

class Reader {
  #at = 0;

  constructor(private readonly pieces: readonly string[]) {}

  get done(): boolean {
    return this.#at >= this.pieces.length;
  }

  /** Pieces up to `else` or `end`, which stays. */
  nodes(): readonly Node[] {
    const nodes: Node[] = [];
    while (!this.done) {
      const piece = this.pieces[this.#at] ?? '';
      if (piece.includes('{{') && !piece.endsWith('}}')) throw new TemplateError('unclosed action');
      if (!piece.startsWith('{{')) {
        if (piece !== '') nodes.push({ is: 'text', text: piece });
        this.#at++;
        continue;
      }
      const inner = piece
        .replace(/^\{\{-?/, '')
        .replace(/-?\}\}$/, '')
        .trim();
      if (/^(else|end)\b/.test(inner)) return nodes;
      this.#at++;
      if (inner.startsWith('/*')) continue;
      const control = /^(if|with|range)\s+([\s\S]+)$/.exec(inner);
      if (control === null) nodes.push({ is: 'action', pipeline: parsePipeline(inner) });
      else nodes.push(this.#control(control[1] as 'if', control[2] ?? ''));
    }
    return nodes;
  }

  #control(is: 'if' | 'with' | 'range', condition: string): Node {
    const body = this.nodes();
    let otherwise: readonly Node[] = [];
    const word = this.#word();
    if (word === undefined) throw new TemplateError('unexpected EOF');
    const again = /^else\s+if\s+([\s\S]+)$/.exec(word);
    if (again !== null) otherwise = [this.#control('if', again[1] ?? '')];
    else if (word === 'else') {
      otherwise = this.nodes();
      if (this.#word() === undefined) throw new TemplateError('unexpected EOF');
    }
    return { is, pipeline: parsePipeline(condition), body, otherwise };
  }

  #word(): string | undefined {
    const piece = this.pieces[this.#at++];
    return piece
      ?.replace(/^\{\{-?/, '')
      .replace(/-?\}\}$/, '')
      .trim();
  }
}

function parsePipeline(source: string): Pipeline {
  const tokens = tokensOf(source);
  const [pipeline, end] = readPipeline(tokens, 0);
  if (end < tokens.length) throw new TemplateError(`unexpected ${JSON.stringify(tokens[end])} in command`);
  return pipeline;
}

function tokensOf(source: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(source)?.[0];
    if (token === undefined)
      throw new TemplateError(`unexpected ${JSON.stringify(source.charAt(at))} in command`);
    if (token.trim() !== '') tokens.push(token);
  }
  return tokens;
}

function readPipeline(tokens: readonly string[], start: number): readonly [Pipeline, number] {
  const assign = tokens.indexOf(':=', start);
  const isDeclared =
    assign >= 0 && tokens.slice(start, assign).every((token) => token.startsWith('$') || token === ',');
  const variables = isDeclared
    ? tokens
        .slice(start, assign)
        .filter((token) => token !== ',')
        .map((token) => token.slice(1))
    : [];
  let at = isDeclared ? assign + 1 : start;
  const commands: Operand[][] = [[]];
  for (; at < tokens.length && tokens[at] !== ')'; at++) {
    const token = tokens[at] ?? '';
    if (token === '|') commands.push([]);
    else if (token !== '(') commands.at(-1)?.push(operandOf(token));
    else {
      const [pipeline, end] = readPipeline(tokens, at + 1);
      if (tokens[end] !== ')') throw new TemplateError('unclosed left paren');
      at = end;
      commands.at(-1)?.push({ is: 'group', pipeline, path: [] });
    }
  }
  if (commands.some((command) => command.length === 0)) throw new TemplateError('missing value for command');
  return [{ variables, commands }, at];
}

function operandOf(token: string): Operand {
  if (token.startsWith('"')) return { is: 'literal', value: JSON.parse(token) as unknown };
  if (token.startsWith('`')) return { is: 'literal', value: token.slice(1, -1) };
  if (/^-?\d/.test(token)) return { is: 'literal', value: Number(token) };
  if (token === '.') return { is: 'field', path: [] };
  if (token.startsWith('.')) return { is: 'field', path: token.slice(1).split('.') };
  if (token.startsWith('$')) {
    const [name = '', ...path] = token.slice(1).split('.');
    return { is: 'variable', name, path };
  }
  if (token === 'true' || token === 'false') return { is: 'literal', value: token === 'true' };
  return token === 'nil' ? { is: 'literal', value: null } : { is: 'function', name: token };
}
