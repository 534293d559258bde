import { plain } from './read';

const POWERS = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const FACTORS: ReadonlyMap<string, number> = new Map([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ...POWERS.map((suffix, power) => [suffix, 1000 ** power] as const),
  ...POWERS.slice(1).map((suffix, power) => [`${suffix.toUpperCase()}i`, 1024 ** (power + 1)] as const),
]);

/** Thousandths of what a quantity stands for, rounded up: 1500 for `1.5` and `1500m`; undefined for what is none. */
export function milliValue(quantity: unknown): number | undefined {
  const [, digits = '', suffix = ''] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([numkMGTPE]?|[KMGTPE]i)$/.exec(plain(quantity)) ?? [];
  const factor = FACTORS.get(suffix);
  if (digits === '' || factor === undefined) return undefined;
  // Twelve digits are more than quantities have, and fewer than binary fractions falsify.
  return Math.ceil(Number((Number(digits) * factor * 1000).toPrecision(12)));
}
