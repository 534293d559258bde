import { compareByCreationTime } from './config';
import { mergeDestinationRules, type DestinationRule } from './destination-rule';
import { HostIndex } from './host';
import { selects, type Labels } from './labels';
import type { Service } from './service';

type Rules = HostIndex<DestinationRule[]>;

/** Finds the DestinationRule of a service for a client (pilot/pkg/model/push_context.go destinationRule). */
export class DestinationRuleIndex {
  readonly #local = new Map<string, Rules>();
  readonly #exported = new Map<string, Rules>();
  readonly #rootLocal: Rules = new HostIndex();

  constructor(
    private readonly rules: readonly DestinationRule[],
    readonly rootNamespace: string,
    defaultExportTo: readonly string[],
  ) {
    for (const rule of [...rules].sort(compareRules)) {
      const { exportTo, namespace } = rule;
      const own = exportTo.has('.') || exportTo.has(namespace);
      if (exportTo.size === 0 || exportTo.has('*') || own) addRule(indexOf(this.#local, namespace), rule);
      const privateOnly = exportTo.size === 0 ? defaultExportTo.includes('.') : exportTo.size === 1 && own;
      if (!privateOnly) addRule(indexOf(this.#exported, namespace), rule);
      else if (namespace === rootNamespace) addRule(this.#rootLocal, rule);
    }
  }

  /**
   * The first non-empty level wins, nothing is merged across levels: the client's namespace, the service's, the root.
   * @param labels of the client, for rules with a workload selector; without them none of those counts
   */
  lookup(clientNamespace: string, service: Service, labels?: Labels): DestinationRule | undefined {
    const rules = this.rulesFor(clientNamespace, service);
    const selected = rules.find(
      (rule) =>
        labels !== undefined &&
        rule.workloadSelector !== undefined &&
        rule.namespace === clientNamespace &&
        selects(rule.workloadSelector, labels),
    );
    return selected ?? rules.findLast((rule) => rule.workloadSelector === undefined);
  }

  /** The rules that a namespace's clients choose from for a service: one without workload selector at most. */
  rulesFor(client: string, { hostname, namespace }: Service): readonly DestinationRule[] {
    const own = client === this.rootNamespace ? this.#rootLocal : this.#local.get(client);
    const local = own?.mostSpecific(hostname);
    if (local !== undefined) return local;
    const owner = this.#exportedFrom(namespace, hostname, client);
    return owner.length > 0 ? owner : this.#exportedFrom(this.rootNamespace, hostname, client);
  }

  /** The host of one rule, by the names of its object; undefined where there is no such rule. */
  hostOf(namespace: string, name: string): string | undefined {
    return this.rules.find(({ config }) => config.name === name && config.namespace === namespace)?.host;
  }

  #exportedFrom(namespace: string, hostname: string, client: string): readonly DestinationRule[] {
    const rules = this.#exported.get(namespace)?.mostSpecific(hostname) ?? [];
    return rules.filter(({ exportTo }) => exportTo.size === 0 || exportTo.has('*') || exportTo.has(client));
  }
}

/** With a workload selector first, then by age. */
function compareRules(a: DestinationRule, b: DestinationRule): number {
  const bySelector = Number(a.workloadSelector === undefined) - Number(b.workloadSelector === undefined);
  return bySelector || compareByCreationTime(a.config, b.config);
}

function indexOf(indexes: Map<string, Rules>, namespace: string): Rules {
  const known = indexes.get(namespace);
  if (known) return known;
  const created: Rules = new HostIndex();
  indexes.set(namespace, created);
  return created;
}

/** Merges a rule into every earlier one of its host that is exported as far at most; else it stands beside them. */
function addRule(index: Rules, rule: DestinationRule): void {
  const rules = index.get(rule.host);
  if (rules === undefined) {
    index.set(rule.host, [rule]);
    return;
  }
  const fates = rules.map((existing) => fateOf(existing, rule));
  rules.forEach((existing, position) => {
    if (fates[position] !== 'apart') rules[position] = mergeDestinationRules(existing, rule);
  });
  if (fates.at(-1) !== 'merged') rules.push(rule);
}

/** `both`: the older rule takes over what it lacks, and the younger one stands by itself as well. */
function fateOf(existing: DestinationRule, rule: DestinationRule): 'merged' | 'both' | 'apart' {
  const same = equalSets(existing.exportTo, rule.exportTo);
  const wider = existing.exportTo.size > 0 && isSuperset(rule.exportTo, existing.exportTo);
  if (!same && !wider) return 'apart';
  const selectors = [existing.workloadSelector, rule.workloadSelector];
  const matching = sameSelector(existing.workloadSelector, rule.workloadSelector);
  if (!selectors.includes(undefined) && !matching) return 'apart';
  return same || matching ? 'merged' : 'both';
}

function sameSelector(a: Labels | undefined, b: Labels | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Object.keys(a).length === Object.keys(b).length && selects(a, b);
}

function equalSets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && isSuperset(a, b);
}

function isSuperset(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of b) if (!a.has(value)) return false;
  return true;
}
