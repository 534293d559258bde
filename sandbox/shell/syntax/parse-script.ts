import { parse, type ParsedScript, type ParseError } from 'unbash';
import { forEachChild, type SyntaxNode } from 'unbash';

/** What reading a script answers. */
export type ParseResult =
  | { readonly is: 'script'; readonly script: ParsedScript }
  /** More lines are needed (the `>` prompt); `message` is what bash says when there are none. */
  | { readonly is: 'incomplete'; readonly message: string; readonly script: ParsedScript }
  | { readonly is: 'error'; readonly message: string };

/** Longest script accepted, in characters. */
const MAX_SOURCE = 256 * 1024;

/** Reads bash source. Messages are bash's own, without the `bash: ` in front. */
export function parseScript(source: string): ParseResult {
  if (source.length > MAX_SOURCE) {
    return { is: 'error', message: `input of ${String(source.length)} characters is too long` };
  }
  const script = parse(source);
  const errors = [...(script.errors ?? [])].sort((a, b) => a.pos - b.pos);
  const end = source.trimEnd().length;
  const definite = errors.find((error) => isDefinite(error, source, end));
  const open = errors.find((error) => isOpen(error, end));
  if (definite && (!open || definite.pos <= open.pos || open.pos >= end)) {
    return { is: 'error', message: nearToken(source, definite.pos) };
  }
  if (open) return { is: 'incomplete', message: endOfFile(source, open), script };
  const first = errors[0] ?? nestedError(script);
  if (first) return { is: 'error', message: nearToken(source, first.pos) };
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(source)) {
    return { is: 'incomplete', message: 'syntax error: unexpected end of file', script };
  }
  const hereDoc = unclosedHereDoc(script);
  if (hereDoc !== undefined) {
    const message = `warning: here-document delimited by end-of-file (wanted \`${hereDoc}')`;
    return { is: 'incomplete', message, script };
  }
  return { is: 'script', script };
}

/** True for an error that no further line can mend. */
function isDefinite(error: ParseError, source: string, end: number): boolean {
  if (error.message.startsWith('unterminated')) return false;
  if (error.message === 'expected redirect target') return true;
  if (error.pos >= end) return /(?:^|[\s;&|(])(?:for|case|select|function)\s*$/.test(source);
  return !/^expected command in|to close/.test(error.message);
}

function isOpen(error: ParseError, end: number): boolean {
  return error.message.startsWith('unterminated') || error.pos >= end;
}

const CLOSERS: readonly (readonly [string, string])[] = [
  ['double quote', '"'],
  ['single quote', "'"],
  ['backtick', '`'],
  ['command substitution', ')'],
  ['arithmetic', ')'],
  ['parameter expansion', '}'],
  ['process substitution', ')'],
];

function endOfFile(source: string, error: ParseError): string {
  const closer = CLOSERS.find(([what]) => error.message.includes(what))?.[1];
  if (closer === undefined) return 'syntax error: unexpected end of file';
  const matching = source[error.pos] === '`' ? '`' : closer;
  return `unexpected EOF while looking for matching \`${matching}'`;
}

/** `syntax error near unexpected token …` and the line it is on. */
function nearToken(source: string, pos: number): string {
  const token = /^[ \t]*(\n|;;&|;;|;&|&&|\|\||\|&|<<<|<<|>>|[;&|()<>]|[^\s;&|()<>]+)?/.exec(
    source.slice(pos),
  )?.[1];
  const name = token === undefined || token === '\n' ? 'newline' : token;
  const before = source.slice(0, pos);
  const line = source.split('\n')[before.split('\n').length - 1] ?? '';
  const where = source.trimEnd().includes('\n') ? `line ${String(before.split('\n').length)}: ` : '';
  return `${where}syntax error near unexpected token \`${name}'\nbash: ${where}\`${line}'`;
}

function nestedError(node: SyntaxNode): ParseError | undefined {
  let found: ParseError | undefined;
  forEachChild(node, (child) => {
    if (found) return;
    if (child.type === 'Script' && child.errors?.[0]) found = child.errors[0];
    else found = nestedError(child);
  });
  return found;
}

function unclosedHereDoc(node: SyntaxNode): string | undefined {
  let found: string | undefined;
  forEachChild(node, (child) => {
    if (found !== undefined) return;
    if (child.type === 'HereDoc' && !child.closing) found = child.delimiter?.value ?? '';
    else found = unclosedHereDoc(child);
  });
  return found;
}
