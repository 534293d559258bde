import type { Arguments } from '../../sandbox/hosts/node/arguments';
import path from 'node:path';
import { writeFigures } from './figures';
import type { Benchmark, Measurement } from './benchmark';
import { benchmarks } from './index';

/** `drydock bench [NAME...]`: runs the benchmarks and prints a table, or JSON. With `--figures`: see figures.ts. */
export async function benchCommand(input: Arguments, root: string): Promise<number> {
  if (input.has('figures'))
    return writeFigures(root, path.resolve(input.value('corpus') ?? '../shared/corpus'));
  const wanted = benchmarks(root).filter(
    (benchmark) => input.words.length === 0 || input.words.includes(benchmark.name),
  );
  const report: Record<string, readonly Measurement[]> = {};
  for (const benchmark of wanted) {
    const measurements = await benchmark.run();
    report[benchmark.name] = measurements;
    if (!input.has('json')) process.stdout.write(section(benchmark, measurements));
  }
  if (input.has('json')) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function section(benchmark: Benchmark, measurements: readonly Measurement[]): string {
  const rows =
    measurements.length === 0
      ? '  not measured: there is no built site (npm run build)\n'
      : measurements.map(row).join('');
  return `${benchmark.name}: ${benchmark.summary}\n${rows}`;
}

function row({ what, value, unit, target }: Measurement): string {
  const wanted =
    target === undefined ? '' : `  (target ${unit === 'requests/s' ? '>=' : '<='} ${String(target)})`;
  return `  ${what.padEnd(52)} ${format(value).padStart(10)} ${unit}${wanted}\n`;
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
}
