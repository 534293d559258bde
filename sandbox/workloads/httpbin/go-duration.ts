const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of `1.5`, `300ms` or `1m2s` (a bare number means seconds); undefined when it is none. */
export function parseDelay(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return Math.trunc(Number(text) * 1000);
  if (!/^[+-]?((\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(text)) return undefined;
  const sign = text.startsWith('-') ? -1 : 1;
  let ms = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g))
    ms += Number(amount) * (UNITS[unit] ?? 0);
  return sign * ms;
}

/** `11s`, `1m0s`, `1.5s`: a duration as Go prints it. */
export function goDuration(ms: number): string {
  if (ms !== 0 && Math.abs(ms) < 1000) return `${String(ms)}ms`;
  const sign = ms < 0 ? '-' : '';
  const seconds = Math.abs(ms) / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${String(Math.round((seconds % 60) * 1e9) / 1e9)}s`;
  if (hours > 0) return `${sign}${String(hours)}h${String(minutes)}m${rest}`;
  return minutes > 0 ? `${sign}${String(minutes)}m${rest}` : `${sign}${rest}`;
}
