import type { Stat, StatHistogram } from '../../net/index';
import type { AdminAnswer } from './contract';
import { filterOf, json, text, type AdminEndpoint, type AdminView } from './endpoint';
import { prometheusText } from './prometheus-text';
import { bucketQuantile } from './quantile';

const PARAMETERS = [
  ['usedonly', 'Only include stats that have been written by system since restart'],
  ['filter', 'Regular expression (Google re2) for filtering stats'],
  ['invert_filter', 'Invert the filter regex'],
] as const;

/** `/stats`: a line per statistic, histograms last (source/server/admin/stats_handler.cc). */
export const statsPage: AdminEndpoint = {
  path: '/stats',
  help: 'print server stats',
  parameters: [...PARAMETERS, ['format', 'Format to use; One of (html, active-html, text, json)']],
  answer(view, query) {
    const format = query.get('format') ?? 'text';
    if (format === 'prometheus') return prometheusPage.answer(view, query);
    if (format === 'html' || format === 'active-html')
      return text(`drydock: the ${format} format of the statistics is not simulated\n`, 501);
    if (format !== 'text' && format !== 'json')
      return text(`usage: /stats?format=(html|active-html|text|json|prometheus)\n\n`, 400);
    const stats = wanted(view, query);
    if ('status' in stats) return stats;
    const numbers = stats.filter(({ kind }) => kind !== 'histogram');
    if (format === 'json') return json({ stats: numbers.map(({ name, value }) => ({ name, value })) });
    const histograms = stats.filter(({ kind }) => kind === 'histogram');
    return text([...numbers, ...histograms].map((stat) => `${stat.name}: ${valueText(stat)}\n`).join(''));
  },
};

/** `/stats/prometheus`, what scrapers read. */
export const prometheusPage: AdminEndpoint = {
  path: '/stats/prometheus',
  help: 'print server stats in prometheus format',
  parameters: PARAMETERS,
  answer(view, query) {
    const stats = wanted(view, query);
    return 'status' in stats ? stats : text(prometheusText(stats));
  },
};

function wanted(view: AdminView, query: ReadonlyMap<string, string>): readonly Stat[] | AdminAnswer {
  const filter = filterOf(query);
  if (typeof filter !== 'function') return filter;
  const used = query.has('usedonly');
  return view.stats().filter((stat) => filter(stat.name) && (!used || isUsed(stat)));
}

function isUsed({ value, kind }: Stat): boolean {
  return kind !== 'counter' || value !== 0;
}

function valueText({ value }: Stat): string {
  return typeof value === 'number' ? String(value) : quantilesText(value);
}

/** Quantiles of the last interval and of all time; here both are of all time. */
function quantilesText(histogram: StatHistogram): string {
  const quantiles = [0, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 100].map((percent) => {
    const value = bucketQuantile(histogram, percent / 100);
    if (value === undefined) return undefined;
    const shown = String(Math.round(value * 100) / 100);
    return `P${String(percent)}(${shown},${shown})`;
  });
  return quantiles.includes(undefined) ? 'No recorded values' : quantiles.join(' ');
}
