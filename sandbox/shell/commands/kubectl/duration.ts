const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a duration as Go writes it (`1m30s`, `500ms`, `0`); undefined when it is none. */
export function parseGoDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/gu)];
  const length = parts.reduce((sum, part) => sum + part[0].length, 0);
  const sign = /^[-+]/.test(text) ? 1 : 0;
  if (parts.length === 0 || length + sign !== text.length) return undefined;
  const total = parts.reduce(
    (sum, [, amount = '0', unit = 's']) => sum + Number(amount) * (UNIT_MS[unit] ?? 0),
    0,
  );
  return text.startsWith('-') ? -total : total;
}
