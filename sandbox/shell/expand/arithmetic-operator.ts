/** Reads decimal, `0x`, octal `0…` and `base#digits`; undefined when the text is no number. */
export function parseNumber(text: string): bigint | undefined {
  const match = /^([+-]?)(?:0[xX]([0-9a-fA-F]+)|(\d+)#([0-9a-zA-Z@_]+)|(\d+))$/.exec(text);
  if (!match) return undefined;
  const [, sign, hex, base, digits, decimal = ''] = match;
  const magnitude =
    hex !== undefined
      ? BigInt(`0x${hex}`)
      : base !== undefined
        ? inBase(digits ?? '', Number(base))
        : decimal.length > 1 && decimal.startsWith('0')
          ? inBase(decimal, 8)
          : BigInt(decimal);
  return magnitude === undefined ? undefined : BigInt.asIntN(64, sign === '-' ? -magnitude : magnitude);
}

function inBase(digits: string, base: number): bigint | undefined {
  if (base < 2 || base > 64) return undefined;
  const alphabet =
    base <= 36
      ? '0123456789abcdefghijklmnopqrstuvwxyz'
      : '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';
  let value = 0n;
  for (const digit of base <= 36 ? digits.toLowerCase() : digits) {
    const place = alphabet.indexOf(digit);
    if (place < 0 || place >= base) return undefined;
    value = value * BigInt(base) + BigInt(place);
  }
  return value;
}

/** The operator inside `+=` and its kind (empty for `=`); undefined when it assigns nothing. */
export function assignTarget(operator: string): string | undefined {
  return /^(?:[-+*/%&|^]|<<|>>|)=$/.test(operator) ? operator.slice(0, -1) : undefined;
}

/** Applies a binary operator, or says why it cannot. */
export function binary(operator: string, left: bigint, right: bigint): bigint | string {
  switch (operator) {
    case '+':
      return BigInt.asIntN(64, left + right);
    case '-':
      return BigInt.asIntN(64, left - right);
    case '*':
      return BigInt.asIntN(64, left * right);
    case '/':
      return right === 0n ? 'division by 0' : BigInt.asIntN(64, left / right);
    case '%':
      return right === 0n ? 'division by 0' : left % right;
    case '**':
      return right < 0n ? 'exponent less than 0' : power(left, right);
    case '<<':
      return BigInt.asIntN(64, left << (right & 63n));
    case '>>':
      return left >> (right & 63n);
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<':
      return truth(left < right);
    case '<=':
      return truth(left <= right);
    case '>':
      return truth(left > right);
    case '>=':
      return truth(left >= right);
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    default:
      return `syntax error: invalid arithmetic operator ${operator}`;
  }
}

export function unary(operator: string, value: bigint): bigint {
  switch (operator) {
    case '-':
      return BigInt.asIntN(64, -value);
    case '~':
      return ~value;
    case '!':
      return truth(value === 0n);
    default:
      return value;
  }
}

/** Square and multiply, wrapping at every step so that numbers stay small. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = BigInt.asIntN(64, result * square);
    square = BigInt.asIntN(64, square * square);
  }
  return result;
}

function truth(condition: boolean): bigint {
  return condition ? 1n : 0n;
}
