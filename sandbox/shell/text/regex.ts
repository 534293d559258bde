import { RE2JS } from 're2js';

/** Compiles a POSIX extended expression on RE2 (linear time); undefined when it is malformed. */
export function compileExtended(source: string, isCaseInsensitive = false): RE2JS | undefined {
  return compile(fromExtended(source), isCaseInsensitive);
}

/** Compiles a POSIX basic expression: `\(`, `\|`, `\+`, `\?`, `\{` are the operators. */
export function compileBasic(source: string, isCaseInsensitive = false): RE2JS | undefined {
  return compile(fromBasic(source), isCaseInsensitive);
}

/** Compiles an expression of RE2's own syntax. */
export function compileRegex(source: string, isCaseInsensitive = false): RE2JS | undefined {
  return compile(source.replaceAll('(?<', '(?P<'), isCaseInsensitive);
}

/** Compiles a text that stands for itself. */
export function compileFixed(text: string, isCaseInsensitive = false): RE2JS | undefined {
  return compile(RE2JS.quote(text), isCaseInsensitive);
}

/** True when the expression uses back-references, which need backtracking. */
export function hasBackReference(source: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(source);
}

function compile(source: string, isCaseInsensitive: boolean): RE2JS | undefined {
  try {
    return RE2JS.compile(source, isCaseInsensitive ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    return undefined;
  }
}

/** GNU's word anchors are RE2's `\b`; a bracket's backslash is a plain character in POSIX. */
function fromExtended(source: string): string {
  return source.replace(/\\[\s\S]|\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|[\s\S]/g, (token) => {
    if (token.startsWith('[') && token.length > 1) return bracket(token);
    return token === '\\<' || token === '\\>' ? '\\b' : token;
  });
}

function fromBasic(source: string): string {
  let isStart = true;
  return source.replace(/\\[\s\S]|\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|[\s\S]/g, (token, at: number) => {
    const atStart = isStart;
    isStart = token === '\\(' || token === '\\|';
    if (token.startsWith('[') && token.length > 1) return bracket(token);
    if (token === '\\<' || token === '\\>') return '\\b';
    if (/^\\[(){}|+?]$/.test(token)) return token.slice(1);
    if (/^[(){}|+?]$/.test(token)) return `\\${token}`;
    if (token === '^' && atStart) isStart = true;
    if (token === '^' && !atStart) return '\\^';
    if (token === '$' && !/^\$(?:$|\\[)|])/.test(source.slice(at))) return '\\$';
    return token === '*' && atStart ? '\\*' : token;
  });
}

function bracket(token: string): string {
  const escaped = token.slice(1, -1).replaceAll('\\', '\\\\');
  const body = escaped.replace(/^(\^?)\]/, '$1\\]').replace(/\[(?!:)/g, '\\[');
  return `[${body}]`;
}
