import type { HttpMatchRequest, HttpRoute } from '../../../../sandbox/istio/discovery/api/index';
import { conflicts, mergeMatches, mergeRule } from '../../../../sandbox/istio/discovery/delegate';
import { isStruct, items, truth, type Go } from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/virtualservice_test.go';
const config = {
  kind: 'VirtualService',
  namespace: 'default',
  name: 'any',
  creationTimestamp: '',
  labels: {},
  annotations: {},
  spec: {},
};

/** Rules of a root VirtualService merged with those of its delegates. */
export const delegateTables: readonly Table[] = [
  {
    source,
    func: 'TestMergeHttpRoutes',
    check: (given) => {
      const row = opaque(given) as typeof given;
      const root = { route: message(row['root']) as HttpRoute, config, path: '' };
      const merged = items(row['delegate']).flatMap((delegate) =>
        mergeRule(root, { route: message(delegate) as HttpRoute, config, path: '' }),
      );
      const actual = merged.map(({ route }) => withoutEmpty(route));
      return differ(actual, withoutEmpty(message(row['expected'] ?? [])));
    },
  },
  {
    source,
    func: 'TestMergeHTTPMatchRequests',
    check: (row) => {
      const [root, leaf] = [row['root'], row['delegate']].map(
        (side) => message(side ?? []) as readonly HttpMatchRequest[],
      );
      return differ(
        withoutEmpty(mergeMatches(root ?? [], leaf ?? []) ?? []),
        withoutEmpty(message(row['expected'] ?? [])),
      );
    },
  },
  {
    source,
    func: 'TestHasConflict',
    check: (row) => {
      const [root, leaf] = [row['root'], row['leaf']].map((side) => message(side) as HttpMatchRequest);
      return differ(conflicts(root ?? {}, leaf ?? {}), truth(row['expected']));
    },
  },
];

/** Variables of the test whose values nothing looks into: each is a destination of its own. */
function opaque(value: Go): Go {
  if (Array.isArray(value)) return value.map(opaque);
  if (!isStruct(value)) return value;
  if (typeof value['$ident'] === 'string') return { Host: value['$ident'] };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, opaque(member)]));
}

/** Empty lists and maps say the same as absent ones. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [name, withoutEmpty(member)] as const)
    .filter(([, member]) => !(typeof member === 'object' && Object.keys(member ?? {}).length === 0));
  return Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}
