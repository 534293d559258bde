import { internalAnnotations } from './internal-annotations';
import type { DestinationRuleSpec, Subset, TrafficPolicy } from './api/index';
import type { Config } from './config';
import { resolveShortName } from './short-name';

/** The DestinationRules of one host in one namespace, merged; each subset remembers its object. */
export interface DestinationRule {
  readonly host: string;
  readonly namespace: string;
  readonly exportTo: ReadonlySet<string>;
  readonly workloadSelector?: Readonly<Record<string, string>>;
  readonly trafficPolicy?: TrafficPolicy;
  /** Where the traffic policy (or, without one, the rule) was written. */
  readonly config: Config<DestinationRuleSpec>;
  readonly subsets: readonly SubsetRule[];
  /** Every object that it was merged from. */
  readonly from: readonly Config<DestinationRuleSpec>[];
}

export interface SubsetRule {
  readonly subset: Subset;
  readonly config: Config<DestinationRuleSpec>;
  /** `spec.subsets[0]`. */
  readonly path: string;
}

/** Reads one DestinationRule; one with a workload selector never leaves its namespace. */
export function fromDestinationRule(
  config: Config<DestinationRuleSpec>,
  clusterDomain: string,
): DestinationRule {
  const { spec } = config;
  const selector = spec.workloadSelector;
  return {
    host: resolveShortName(spec.host, config.namespace, clusterDomain),
    namespace: config.namespace,
    exportTo: new Set(selector === undefined ? (spec.exportTo ?? []) : ['.']),
    ...(selector === undefined ? {} : { workloadSelector: selector.matchLabels ?? {} }),
    ...(spec.trafficPolicy === undefined ? {} : { trafficPolicy: spec.trafficPolicy }),
    config,
    subsets: (spec.subsets ?? []).map((subset, index) => ({
      subset,
      config,
      path: `spec.subsets[${String(index)}]`,
    })),
    from: [config],
  };
}

/**
 * Adds a younger rule for the same host: its subsets are appended unless the name is taken, its traffic policy
 * counts only when the older has none. Not field-wise, except that what was made of a policy of Gateway API fills in
 * what a rule that somebody wrote leaves out, whichever is older (pilot/pkg/model/destination_rule.go).
 */
export function mergeDestinationRules(older: DestinationRule, younger: DestinationRule): DestinationRule {
  const names = new Set(older.subsets.map((rule) => rule.subset.name));
  const added = younger.subsets.filter((rule) => !names.has(rule.subset.name));
  const [first, second] = isDerived(older) && !isDerived(younger) ? [younger, older] : [older, younger];
  const policy =
    isDerived(older) === isDerived(younger)
      ? (older.trafficPolicy ?? younger.trafficPolicy)
      : (first.trafficPolicy ?? second.trafficPolicy) && { ...second.trafficPolicy, ...first.trafficPolicy };
  return {
    ...older,
    subsets: [...older.subsets, ...added],
    from: [...older.from, ...younger.from],
    ...(policy === undefined ? {} : { trafficPolicy: policy }),
    config: first.trafficPolicy === undefined && second.trafficPolicy ? second.config : first.config,
  };
}

/** Made of a policy of Gateway API. */
function isDerived({ config }: DestinationRule): boolean {
  return config.annotations[internalAnnotations.parents] !== undefined;
}
