import type { CallRecord, LoadOptions } from './load';
import { bucketsOf, Counter, general, percentile } from './histogram';

/** What fortio prints when a load run is over. */
export function loadReport(records: readonly CallRecord[], seconds: number, options: LoadOptions): string {
  const total = records.length;
  const times = new Counter();
  const errors = new Counter();
  const headers = new Counter();
  const bodies = new Counter();
  const codes = new Map<number, number>();
  for (const { seconds: took, status, headerBytes, totalBytes } of records) {
    times.add(took);
    if (status !== 200) errors.add(took);
    headers.add(headerBytes);
    bodies.add(totalBytes);
    codes.set(status, (codes.get(status) ?? 0) + 1);
  }
  const rate = seconds === 0 ? 0 : total / seconds;
  const lines = [
    `Ended after ${goSeconds(seconds)} : ${String(total)} calls. qps=${general(rate, 5)}`,
    ...histogram('Aggregated Function Time', times),
    ...[50, 75, 90, 99, 99.9].map(
      (percent) => `# target ${String(percent)}% ${general(percentile(bucketsOf(times), percent), 6)}`,
    ),
    ...(errors.values.length === 0 ? ['Error cases : no data'] : histogram('Error cases', errors)),
    `Sockets used: ${String(options.connections)} (for perfect keepalive, would be ${String(options.connections)})`,
    `Uniform: false, Jitter: false, Catchup allowed: true`,
    ...[...codes]
      .sort(([a], [b]) => a - b)
      .map(
        ([code, count]) =>
          `Code ${String(code).padStart(3)} : ${String(count)} (${((100 * count) / total).toFixed(1)} %)`,
      ),
    headers.line('Response Header Sizes'),
    bodies.line('Response Body/Total Sizes'),
    `All done ${String(total)} calls (plus 0 warmup) ${(times.average * 1000).toFixed(3)} ms avg, ${rate.toFixed(1)} qps`,
  ];
  return `${lines.join('\n')}\n`;
}

function histogram(name: string, counter: Counter): string[] {
  const rows = bucketsOf(counter).map(({ start, end, count, percent }, index) => {
    const from = `${index === 0 ? '>=' : '>'} ${general(start, 6)} <= ${general(end, 6)}`;
    return `${from} , ${general((start + end) / 2, 6)} , ${percent.toFixed(2)}, ${String(count)}`;
  });
  return [counter.line(name), '# range, mid point, percentile, count', ...rows];
}

/** `59.8524ms`, `1.5s`. */
export function goSeconds(seconds: number): string {
  if (seconds >= 1) return `${general(seconds, 10)}s`;
  return seconds >= 0.001 ? `${general(seconds * 1000, 9)}ms` : `${general(seconds * 1_000_000, 6)}µs`;
}
