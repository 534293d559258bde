/** Output and expectation compared as the documentation's own tests do (tests/util/verify.sh). */
export function holds(method: string, output: string, expected: string, exitCode: number): boolean {
  const out = output.trim();
  const wanted = expected.trim();
  switch (method) {
    case 'verify_same':
      return out === wanted;
    case 'verify_contains':
      return out.includes(wanted);
    case 'verify_not_contains':
      return !out.includes(wanted);
    case 'verify_failure':
      return exitCode !== 0 && (wanted === '' || out.includes(wanted));
    case 'verify_first_line':
      return isLike(firstLine(out), firstLine(wanted));
    case 'verify_lines':
      return hasLines(out, wanted);
    case 'verify_elided':
      return isElided(out, wanted);
    case 'run_only':
      return exitCode === 0;
    default:
      return isLike(out, wanted) || (/^\.\.\.$/m.test(wanted) && isElided(out, wanted));
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** `+ text` stands somewhere, `- text` nowhere. */
function hasLines(out: string, wanted: string): boolean {
  return wanted
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .every((line) => {
      const text = line.slice(1).trim();
      return line.startsWith('-') ? !out.includes(text) : out.includes(text);
    });
}

/** Lines of `...` stand for any lines: what is between them is somewhere in the output. */
function isElided(out: string, wanted: string): boolean {
  const plain = (text: string): string => trimmedLines(text).join('\n');
  const output = plain(out);
  return trimmedLines(wanted)
    .join('\n')
    .split(/^\.\.\.$/m)
    .map((part) => part.trim())
    .every((part) => output.includes(part));
}

function trimmedLines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}

/** Word by word, where addresses, ages, versions, dates and generated names only have to be of a kind. */
function isLike(out: string, wanted: string): boolean {
  const lines = out.split('\n');
  const expected = wanted.split('\n');
  return (
    lines.length === expected.length && lines.every((line, index) => isLikeLine(line, expected[index] ?? ''))
  );
}

function isLikeLine(line: string, wanted: string): boolean {
  if (line.trim() === wanted.trim()) return true;
  const elided = wanted.trim().endsWith('...');
  const words = line.trim().split(/\s+/);
  const expected = wanted.trim().split(/\s+/);
  if (elided) return words.join(' ').startsWith(expected.join(' ').slice(0, -3));
  return (
    words.length === expected.length && words.every((word, index) => isLikeWord(word, expected[index] ?? ''))
  );
}

const KINDS: readonly RegExp[] = [
  /^\(?\d{1,3}(\.\d{1,3}){3}(:\d+)?[,)]?$/,
  /^\(?\d+[smhd](\d+[smh])?\)?$/,
  /^v?\d+\.\d+[\w.+-]*$/,
  /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/,
  /^\d{2}:\d{2}:\d{2}(\.\d+)?$/,
  /^<(none|pending)>$/,
];

function isLikeWord(word: string, expected: string): boolean {
  if (word === expected) return true;
  if (KINDS.some((kind) => kind.test(word) && kind.test(expected))) return true;
  if (expected.endsWith('...')) return word.startsWith(expected.slice(0, -3));
  return withoutHash(word) === withoutHash(expected);
}

/** The name of a pod without what its ReplicaSet and the server added; ports without their node port. */
function withoutHash(word: string): string {
  return word
    .replace(/-[a-z0-9]{6,10}-[a-z0-9]{5}\b/g, '-<hash>')
    .replace(/:\d{5}\/TCP/g, ':<port>/TCP')
    .replace(/\d{1,3}(\.\d{1,3}){3}/g, '<ip>');
}
