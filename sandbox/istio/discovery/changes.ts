import { sameJson } from '../../kube/index';
import { groupBy } from '../../lib/group-by';
import type { Config } from './config';
import { configKeyText, type ConfigKey } from './config-key';
import type { Endpoint } from './endpoint';
import { serviceKey, type Service } from './service';
import type { Snapshot } from './snapshot';

/**
 * What differs between two snapshots: everything that was added, taken away, or replaced by something that says something
 * else. An object that was merely written again is not among it.
 */
export function changesBetween(before: Snapshot, now: Snapshot): readonly ConfigKey[] {
  const keys: ConfigKey[] = [...serviceChanges(before, now), ...endpointChanges(before, now)];
  for (const kind of new Set([...Object.keys(before.configs), ...Object.keys(now.configs)])) {
    const changed = replaced(before.configs[kind] ?? [], now.configs[kind] ?? [], nameOf, sameConfig);
    keys.push(...changed.map(({ namespace, name }) => ({ kind, namespace, name })));
  }
  if (before.networks !== now.networks) keys.push({ kind: 'MeshNetworks', namespace: '', name: '' });
  keys.push(...podChanges(before, now));
  return [...new Map(keys.map((key) => [configKeyText(key), key])).values()];
}

/**
 * Whether a service is the same to its clients (pilot/pkg/model/service.go Equals): everything counts but the labels and
 * annotations that nothing was read from.
 */
export function sameService({ config, ...one }: Service, { config: other, ...rest }: Service): boolean {
  return (
    sameJson(one, rest) &&
    sameJson(config.spec, other.spec) &&
    config.creationTimestamp === other.creationTimestamp &&
    config.source === other.source
  );
}

/** Writing an object again changes nothing unless it says something else (pilot/pkg/bootstrap/server.go needsPush). */
function sameConfig(one: Config<unknown>, other: Config<unknown>): boolean {
  return (
    one.creationTimestamp === other.creationTimestamp &&
    one.source === other.source &&
    sameJson(one.spec, other.spec) &&
    sameJson(forIstio(one.labels), forIstio(other.labels)) &&
    sameJson(forIstio(one.annotations), forIstio(other.annotations))
  );
}

/** Labels and annotations that tell the mesh something. */
function forIstio(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key.includes('istio.io')));
}

function serviceChanges(before: Snapshot, now: Snapshot): ConfigKey[] {
  if (before.registry === now.registry) return [];
  const { services } = before.registry;
  return replaced(services, now.registry.services, serviceKey, sameService).map(serviceEntry);
}

function podChanges(before: Snapshot, now: Snapshot): ConfigKey[] {
  if (before.podsByIp === now.podsByIp) return [];
  const [pods, podsNow] = [[...before.podsByIp.values()], [...now.podsByIp.values()]];
  const changed = replaced(pods, podsNow, nameOf, sameJson);
  return changed.map(({ namespace, name }) => ({ kind: 'Pod', namespace, name }));
}

function serviceEntry({ namespace, hostname }: Service): ConfigKey {
  return { kind: 'ServiceEntry', namespace, name: hostname };
}

/**
 * Endpoints that come and go are news of their own kind; where clusters and listeners are made of them, or of the
 * identities behind them, the service counts as changed (pilot/pkg/model/push_context.go, pilot/pkg/xds/eds.go).
 */
function endpointChanges(before: Snapshot, now: Snapshot): ConfigKey[] {
  if (before.endpoints === now.endpoints) return [];
  return now.registry.services.flatMap((service) => {
    const [old, own] = [before.endpoints.of(service), now.endpoints.of(service)];
    if (old === own) return [];
    const whole = service.resolution !== 'clientSideLB' || !sameJson(identitiesOf(old), identitiesOf(own));
    return [{ ...serviceEntry(service), kind: whole ? 'ServiceEntry' : 'Endpoints' }];
  });
}

function identitiesOf(endpoints: readonly Endpoint[]): string[] {
  return [...new Set(endpoints.map(({ identity, tlsMode }) => `${identity} ${tlsMode}`))].sort();
}

function nameOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

/** The items of either list that the other one does not have, in the same order among those of their name. */
function replaced<Item>(
  before: readonly Item[],
  now: readonly Item[],
  keyOf: (item: Item) => string,
  isSame: (one: Item, other: Item) => boolean,
): Item[] {
  const [gone, added] = differing(before, now);
  const [old, young] = [groupBy(gone, keyOf), groupBy(added, keyOf)];
  const isKept = (item: Item): boolean => {
    const [was, is] = [old.get(keyOf(item)) ?? [], young.get(keyOf(item)) ?? []];
    return was.length === is.length && was.every((one, index) => isSame(one, is[index] ?? one));
  };
  return [...gone, ...added].filter((item) => !isKept(item));
}

/** What each list has that the other has not; what both begin and end with is passed over quickly. */
function differing<Item>(before: readonly Item[], now: readonly Item[]): [Item[], Item[]] {
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && before[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
  const old = new Set(before.slice(start, before.length - end));
  const young = new Set(now.slice(start, now.length - end));
  return [[...old].filter((item) => !young.has(item)), [...young].filter((item) => !old.has(item))];
}
