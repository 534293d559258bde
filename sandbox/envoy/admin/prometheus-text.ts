import { groupBy } from '../../lib/group-by';
import { STAT_BUCKETS, type Stat, type StatHistogram, type StatLabel } from '../../net/index';

/** Statistics in Prometheus' text format, a family after the other (source/server/admin/prometheus_stats.cc). */
export function prometheusText(stats: readonly Stat[]): string {
  const families = groupBy(stats, ({ family }) => family);
  const names = [...families.keys()].sort();
  return names.map((name) => familyText(name, families.get(name) ?? [])).join('');
}

function familyText(name: string, stats: readonly Stat[]): string {
  const kind = stats[0]?.kind ?? 'counter';
  const lines = stats.flatMap(({ labels, value }) =>
    typeof value === 'number' ? [sample(name, labels, value)] : histogramLines(name, labels, value),
  );
  return [`# TYPE ${name} ${kind}`, ...lines].map((line) => `${line}\n`).join('');
}

/** Buckets are cumulative. */
function histogramLines(
  name: string,
  labels: readonly StatLabel[],
  { counts, sum }: StatHistogram,
): string[] {
  let total = 0;
  const buckets = STAT_BUCKETS.map((bound, index) => {
    total += counts[index] ?? 0;
    return sample(`${name}_bucket`, [...labels, ['le', String(bound)]], total);
  });
  total += counts[STAT_BUCKETS.length] ?? 0;
  return [
    ...buckets,
    sample(`${name}_bucket`, [...labels, ['le', '+Inf']], total),
    sample(`${name}_sum`, labels, Math.round(sum * 1000) / 1000),
    sample(`${name}_count`, labels, total),
  ];
}

function sample(name: string, labels: readonly StatLabel[], value: number): string {
  const text = labels.map(([label, content]) => `${label}="${escaped(content)}"`).join(',');
  return `${name}{${text}} ${String(value)}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);
}
