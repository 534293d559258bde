import type { VirtualFiles } from '../files';

/** Operators with one operand that `test`, `[` and `[[` share. */
export const UNARY = new Set(['-a', '-e', '-f', '-d', '-r', '-w', '-x', '-s', '-n', '-z', '-L', '-h', '-t']);

/** Answers a file or string test; undefined when the operator is none. */
export function unaryTest(
  operator: string,
  operand: string,
  files: VirtualFiles,
  cwd: string,
): boolean | undefined {
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-L':
    case '-h':
    case '-t':
      return false;
  }
  if (!UNARY.has(operator)) return undefined;
  const path = files.resolve(operand, cwd);
  if (operand === '') return false;
  switch (operator) {
    case '-d':
      return files.isDirectory(path);
    case '-f':
      return files.exists(path) && !files.isDirectory(path);
    case '-s':
      return files.isDirectory(path) || (files.read(path) ?? '') !== '';
    case '-x':
      return files.isDirectory(path);
    default:
      return files.exists(path);
  }
}

/** Compares integers with `-eq` and its siblings; undefined when the operator is none of them. */
export function compareIntegers(operator: string, left: bigint, right: bigint): boolean | undefined {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    case '-ge':
      return left >= right;
    default:
      return undefined;
  }
}
