import { compareText } from '../compare-text';
/** Orders map keys as kubectl's YAML printer does: letters after other signs, runs of digits by value. */
export function compareKeys(a: string, b: string): number {
  let afterDigit = false;
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const left = a.charAt(at);
    const right = b.charAt(at);
    if (left === right) {
      afterDigit = isDigit(left);
      continue;
    }
    const leftLetter = isLetter(left);
    const rightLetter = isLetter(right);
    if (leftLetter && rightLetter) return compareText(left, right);
    if (leftLetter || rightLetter) return leftLetter === afterDigit ? -1 : 1;
    return compareNumbers(a, b, at);
  }
  return a.length - b.length;
}

function compareNumbers(a: string, b: string, at: number): number {
  const left = /^\d*/.exec(a.slice(at))?.[0] ?? '';
  const right = /^\d*/.exec(b.slice(at))?.[0] ?? '';
  // Digits before the difference that are not all zero make a zero here significant.
  const significant =
    /[1-9]\d*$/.test(a.slice(0, at)) && (a.charAt(at) === '0' || b.charAt(at) === '0') ? '1' : '';
  const difference = Number(significant + left) - Number(significant + right);
  if (difference !== 0) return difference;
  if (left.length !== right.length) return left.length - right.length;
  return compareText(a.charAt(at), b.charAt(at));
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}
