import type { Hop, MetricsSettings, Stat, StatLabel } from '../../net/index';
import { evaluate } from '../expression';
import { UNKNOWN } from './peer';

type MetricChange = NonNullable<MetricsSettings['metrics']>[number];

/** What Telemetries change about the metrics of a proxy: dropped ones, labels that go, labels that come. */
export class CustomMetrics {
  /** Tells different changes apart. */
  readonly signature: string;
  readonly #byFamily: ReadonlyMap<string, MetricChange>;
  readonly #expressions: readonly string[];

  constructor(changes: readonly MetricChange[]) {
    this.signature = JSON.stringify(changes);
    this.#byFamily = new Map(changes.map((change) => [`istio_${change.name}`, change]));
    this.#expressions = [...new Set(changes.flatMap(({ dimensions = {} }) => Object.values(dimensions)))];
  }

  /** What the expressions of new labels say of a call. */
  valuesOf(hop: Hop): ReadonlyMap<string, string> {
    return new Map(this.#expressions.map((expression) => [expression, textOf(evaluate(expression, hop))]));
  }

  /** A statistic as it is shown; undefined when it is dropped. */
  change(stat: Stat, values: ReadonlyMap<string, string>): Stat | undefined {
    const change = this.#byFamily.get(stat.family);
    if (change === undefined) return stat;
    if (change.drop === true) return undefined;
    const { dimensions = {}, tagsToRemove = [] } = change;
    const gone = new Set([...tagsToRemove, ...Object.keys(dimensions)]);
    const added = Object.entries(dimensions).map(([label, expression]): StatLabel => [
      label,
      values.get(expression) ?? UNKNOWN,
    ]);
    const labels = [...stat.labels.filter(([label]) => !gone.has(label)), ...added];
    return { ...stat, labels, name: statName(stat.family, labels) };
  }
}

/** Extensions file their statistics under `istiocustom`; every label is part of the name. */
export function statName(family: string, labels: readonly StatLabel[]): string {
  return ['istiocustom', family, ...labels.flat()].join('.');
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : UNKNOWN;
}
