import { Problem } from './mark';
import { isBlank, isBlankOrEnd, isBreak, type Reader } from './reader';

const ESCAPES = '0abt\tnvfre "/\\N_LP\n\r';
const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Reads a `|` or `>` scalar. @param indent column of the block it stands in */
export function scanBlockScalar(reader: Reader, indent: number): void {
  const start = reader.mark;
  reader.skip();
  let wanted = 0;
  for (let i = 0; i < 2; i++) {
    const char = reader.peek();
    if (char === '0')
      throw new Problem('found an indentation indicator equal to 0', reader.mark, 'scanner', start);
    if (/[1-9]/.test(char)) wanted = Number(char) + Math.max(indent, 0);
    else if (char !== '+' && char !== '-') break;
    reader.skip();
  }
  reader.skipWhile(isBlank);
  if (reader.peek() === '#') reader.skipWhile((char) => !isBreak(char));
  if (reader.peek() !== '' && !isBreak(reader.peek()))
    throw new Problem('did not find expected comment or line break', reader.mark, 'scanner', start);
  if (reader.peek() !== '') reader.skip();
  if (wanted === 0) wanted = Math.max(firstIndent(reader, start), indent + 1, 1);
  for (;;) {
    reader.skipWhile((char) => isBreak(char) || (char === ' ' && reader.column < wanted));
    if (reader.column < wanted || reader.peek() === '') return;
    reader.skipWhile((char) => !isBreak(char));
  }
}

/** The indentation of the first line with content. */
function firstIndent(reader: Reader, start: Problem['mark']): number {
  let deepest = 0;
  for (;;) {
    reader.skipWhile((char) => char === ' ');
    deepest = Math.max(deepest, reader.column);
    if (reader.peek() === '\t' && deepest === 0)
      throw new Problem(
        'found a tab character where an indentation space is expected',
        reader.mark,
        'scanner',
        start,
      );
    if (!isBreak(reader.peek())) return deepest;
    reader.skip();
  }
}

/** Reads a quoted scalar. */
export function scanFlowScalar(reader: Reader): void {
  const start = reader.mark;
  const quote = reader.peek();
  reader.skip();
  for (;;) {
    const char = reader.peek();
    if (reader.atDocumentIndicator())
      throw new Problem('found unexpected document indicator', reader.mark, 'scanner', start);
    if (char === '') throw new Problem('found unexpected end of stream', reader.mark, 'scanner', start);
    if (char === quote && quote === "'" && reader.peek(1) === "'") reader.skip(2);
    else if (char === quote) {
      reader.skip();
      return;
    } else if (char === '\\' && quote === '"') scanEscape(reader, start);
    else reader.skip();
  }
}

function scanEscape(reader: Reader, start: Problem['mark']): void {
  const code = reader.peek(1);
  const digits = HEX_LENGTHS[code];
  if (digits === undefined && !ESCAPES.includes(code))
    throw new Problem('found unknown escape character', reader.mark, 'scanner', start);
  reader.skip(2);
  for (let i = 0; i < (digits ?? 0); i++) {
    if (!/[0-9a-fA-F]/.test(reader.peek(i)))
      throw new Problem('did not find expected hexdecimal number', reader.mark, 'scanner', start);
  }
  reader.skip(digits ?? 0);
}

/** Reads an unquoted scalar; answers whether it ended after a line break, so that a key may follow. */
export function scanPlainScalar(reader: Reader, indent: number, inFlow: boolean): boolean {
  const start = reader.mark;
  let afterBreak = false;
  for (;;) {
    if (reader.atDocumentIndicator() || reader.peek() === '#') return afterBreak;
    const length = reader.skipWhile(() => !endsPlain(reader, inFlow));
    if (length > 0) afterBreak = false;
    if (!isBlank(reader.peek()) && !isBreak(reader.peek())) return afterBreak;
    while (isBlank(reader.peek()) || isBreak(reader.peek())) {
      if (isBreak(reader.peek())) afterBreak = true;
      else if (afterBreak && reader.column < indent + 1 && reader.peek() === '\t')
        throw new Problem('found a tab character that violates indentation', reader.mark, 'scanner', start);
      reader.skip();
    }
    if (!inFlow && reader.column < indent + 1) return afterBreak;
  }
}

function endsPlain(reader: Reader, inFlow: boolean): boolean {
  const char = reader.peek();
  const next = reader.peek(1);
  if (isBlankOrEnd(char)) return true;
  if (char === ':' && (isBlankOrEnd(next) || (inFlow && ',?[]{}'.includes(next)))) return true;
  return inFlow && ',?[]{}'.includes(char);
}
