import { compareText } from '../../../lib/compare-text';
import { groupBy } from '../../../lib/group-by';
import type { LocalityLoadBalancerSetting } from '../../discovery/api/index';
import {
  distance,
  isWithin,
  NETWORK_LABEL,
  parseLocality,
  placeLabels,
  type Endpoint,
  type Labels,
  type Locality,
} from '../../discovery/index';
import { failsOver, routesByZone, type LocalitySetting } from './locality-setting';

/** Endpoints of one place that are used alike. */
export interface PlacedEndpoints<E extends PlacedEndpoint = PlacedEndpoint> {
  readonly locality: string;
  readonly endpoints: readonly E[];
  /** Their share where localities share by weight. */
  readonly weight: number;
  /** 0 is used first; the next takes over as endpoints fail. */
  readonly priority: number;
}

export type PlacedEndpoint = Pick<Endpoint, 'labels' | 'weight' | 'locality'>;

/** Who calls, and from where. */
export interface Caller {
  readonly locality: string;
  readonly labels: Labels;
}

/** Endpoints by their place, in the order of the places' names. */
export function groupByPlace<E extends PlacedEndpoint>(endpoints: readonly E[]): PlacedEndpoints<E>[] {
  return [...groupBy(endpoints, ({ locality = '' }) => locality)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([locality, group]) => ({ locality, endpoints: group, weight: weightOf(group), priority: 0 }));
}

/** A place with other endpoints than it had. */
export function withEndpoints<E extends PlacedEndpoint>(
  group: PlacedEndpoints<E>,
  endpoints: readonly E[],
): PlacedEndpoints<E> {
  return { ...group, endpoints, weight: weightOf(endpoints) };
}

/**
 * Orders and weighs groups as a caller is to use them (pilot/pkg/networking/core/loadbalancer/loadbalancer.go): by
 * weights for pairs of places, or by priorities, which labels and distance decide.
 * @param detects whether outlier detection will tell who is ill
 */
export function nearestFirst<E extends PlacedEndpoint>(
  groups: readonly PlacedEndpoints<E>[],
  found: LocalitySetting,
  caller: Caller,
  detects: boolean,
): PlacedEndpoints<E>[] {
  const { failover = [], failoverPriority = [] } = found.setting;
  const from = parseLocality(caller.locality);
  if (found.is === 'zone aware') {
    if (!routesByZone(found.setting)) return [...groups];
    const ordered = failoverPriority.length > 0 ? byLabels(groups, caller, failoverPriority) : groups;
    return byRank(ordered, 3, ({ locality }) => regionRank(from, parseLocality(locality), failover));
  }
  const { distribute } = found.setting;
  if (distribute !== undefined) return distributed(groups, from, distribute);
  if (!failsOver(found, detects)) return [...groups];
  if (failoverPriority.length > 0) {
    const ordered = byLabels(groups, caller, failoverPriority);
    return failover.length > 0 ? byDistance(ordered, from, failover) : ordered;
  }
  return byDistance(groups, from, failover);
}

type Failover = NonNullable<LocalityLoadBalancerSetting['failover']>;

/** 0 the caller's region, 1 the one that takes over for it, 2 any other. */
function regionRank(from: Locality, to: Locality, failover: Failover): number {
  if ((to.region ?? '') === (from.region ?? '')) return 0;
  const rule = failover.find((one) => one.from === from.region);
  return rule !== undefined && rule.to === to.region ? 1 : 2;
}

/** A region that takes over comes before other foreign ones. */
function byDistance<E extends PlacedEndpoint>(
  groups: readonly PlacedEndpoints<E>[],
  from: Locality,
  failover: Failover,
): PlacedEndpoints<E>[] {
  const rule = failover.find((one) => one.from === from.region);
  return byRank(groups, 5, ({ locality }) => {
    const to = parseLocality(locality);
    const far = distance(from, to);
    return far === 3 && rule !== undefined && to.region !== rule.to ? 4 : far;
  });
}

/** Ranks within the priorities there are, then numbers what is left without gaps. */
function byRank<E extends PlacedEndpoint>(
  groups: readonly PlacedEndpoints<E>[],
  ranks: number,
  rankOf: (group: PlacedEndpoints<E>) => number,
): PlacedEndpoints<E>[] {
  return withoutGaps(groups.map((group) => ({ ...group, priority: group.priority * ranks + rankOf(group) })));
}

function withoutGaps<E extends PlacedEndpoint>(groups: readonly PlacedEndpoints<E>[]): PlacedEndpoints<E>[] {
  const used = [...new Set(groups.map(({ priority }) => priority))].sort((a, b) => a - b);
  return groups.map((group) => ({ ...group, priority: used.indexOf(group.priority) }));
}

/** Endpoints that agree with the caller on more labels, the most important first, come first. */
function byLabels<E extends PlacedEndpoint>(
  groups: readonly PlacedEndpoints<E>[],
  caller: Caller,
  priorities: readonly string[],
): PlacedEndpoints<E>[] {
  const own: Labels = { ...placeLabels(parseLocality(caller.locality)), ...caller.labels };
  if (Object.keys(own).length === 0) return [...groups];
  const wanted = priorities.map((text) => {
    const [label = '', value, ...more] = text.split('=');
    return { label, value: value !== undefined && more.length === 0 ? value : (own[label] ?? '') };
  });
  return withoutGaps(
    groups.flatMap((group) =>
      [...groupBy(group.endpoints, (endpoint) => disagreement(endpoint, wanted))]
        .sort(([a], [b]) => a - b)
        .map(([priority, endpoints]) => ({ ...group, endpoints, priority, weight: weightOf(endpoints) })),
    ),
  );
}

/** 0 = all labels agree. Another network counts more than everything else, and the other labels still count within it. */
function disagreement(
  { labels, locality }: PlacedEndpoint,
  wanted: readonly { readonly label: string; readonly value: string }[],
): number {
  const own: Labels = { ...placeLabels(parseLocality(locality ?? '')), ...labels };
  const abroad = wanted[0]?.label === NETWORK_LABEL && wanted[0].value !== (own[NETWORK_LABEL] ?? '');
  const first = wanted.findIndex(
    ({ label, value }, index) => !(index === 0 && abroad) && value !== (own[label] ?? ''),
  );
  return (first < 0 ? 0 : wanted.length - first) + (abroad ? wanted.length : 0);
}

/** The first rule for the caller's place says who gets what; places it does not name get nothing. */
function distributed<E extends PlacedEndpoint>(
  groups: readonly PlacedEndpoints<E>[],
  from: Locality,
  distribute: NonNullable<LocalityLoadBalancerSetting['distribute']>,
): PlacedEndpoints<E>[] {
  const rule = distribute.find((one) => isWithin(from, one.from ?? ''));
  if (rule === undefined) return [...groups];
  const weights = new Map<PlacedEndpoints<E>, number>();
  for (const [place, share] of Object.entries(rule.to ?? {})) {
    const within = groups.filter(
      (group) => !weights.has(group) && isWithin(parseLocality(group.locality), place),
    );
    const total = within.reduce((sum, group) => sum + (group.weight || 1), 0);
    for (const group of within) weights.set(group, Math.ceil(((group.weight || 1) * share) / total));
  }
  return groups.map((group) =>
    weights.has(group)
      ? { ...group, weight: weights.get(group) ?? 0 }
      : { ...group, endpoints: [], weight: 0 },
  );
}

function weightOf(endpoints: readonly PlacedEndpoint[]): number {
  return endpoints.reduce((sum, { weight }) => sum + (weight || 1), 0);
}
