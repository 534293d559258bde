/** `00:41`, `1:02:03`: virtual time since the lab began. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${String(h)}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** Figure and unit stay in one line. */
const SPACE = '\u00a0';

/** `9.4 %`, `10 %`: at most one decimal. */
export function formatPercent(percent: number): string {
  return `${String(Math.round(percent * 10) / 10)}${SPACE}%`;
}

/** `0.2/s`, `14/s`. */
export function formatRate(perSecond: number): string {
  return `${perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1)}/s`;
}

/** `1,000`: figures in the reader's language. */
export function formatCount(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** `19 ms`, `5 s`. */
export function formatDuration(ms: number): string {
  if (ms >= 10_000) return `${String(Math.round(ms / 1000))}${SPACE}s`;
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)}${SPACE}s`;
  return `${ms >= 10 ? String(Math.round(ms)) : ms.toFixed(1)}${SPACE}ms`;
}
