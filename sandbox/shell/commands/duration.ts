const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads `1.5`, `2s`, `3m`, `1h`, `1d` to milliseconds; undefined when it is none. */
export function parseDurationMs(text: string): number | undefined {
  if (text === 'infinity' || text === 'inf') return Infinity;
  const match = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  const unit = match && UNITS[match[2] ?? ''];
  return match && unit !== undefined && unit !== null ? Number(match[1]) * unit * 1000 : undefined;
}
