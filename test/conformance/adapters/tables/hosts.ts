import {
  compareSpecificity,
  hostsForNamespace,
  hostsMatch,
  intersectHosts,
  isSubsetOf,
} from '../../../../sandbox/istio/discovery/host';
import { resolveGatewayName } from '../../../../sandbox/istio/discovery/short-name';
import { text, texts, truth } from './go-literal';
import { differ, type Table } from './table';

const name = 'pkg/config/host/name_test.go';
const names = 'pkg/config/host/names_test.go';

/** Host names with wildcards, and names of gateways. */
export const hostTables: readonly Table[] = [
  {
    source: name,
    func: 'TestNameMatches',
    check: (row) => differ(hostsMatch(text(row['a']), text(row['b'])), truth(row['out'])),
  },
  {
    source: name,
    func: 'TestNameSubsetOf',
    check: (row) => differ(isSubsetOf(text(row['a']), text(row['b'])), truth(row['out'])),
  },
  {
    source: name,
    func: 'BenchmarkNameMatch',
    check: (row) => differ(hostsMatch(text(row['a']), text(row['z'])), truth(row['matches'])),
  },
  {
    source: names,
    func: 'TestNamesIntersection',
    check: (row) => differ(intersectHosts(texts(row['a']), texts(row['b'])), texts(row['intersection'])),
  },
  {
    source: names,
    func: 'TestNamesForNamespace',
    check: (row) =>
      differ(hostsForNamespace(texts(row['hosts']), text(row['namespace'])), texts(row['want'])),
  },
  {
    source: names,
    func: 'TestNamesSortOrder',
    check: (row) => differ([...texts(row['in'])].sort(compareSpecificity), texts(row['want'])),
  },
  {
    source: names,
    func: 'TestMoreSpecific',
    check: (row) => {
      const [one, other] = [text(row['host1']), text(row['host2'])];
      const before = compareSpecificity(one, other) < 0 || (one === '' && other === '');
      return differ(before, truth(row['expected']));
    },
  },
  {
    source: 'pilot/pkg/model/virtualservice_test.go',
    func: '',
    variable: 'gatewayNameTests',
    check: (row) =>
      differ(resolveGatewayName(text(row['gateway']), text(row['namespace'])), text(row['resolved'])),
  },
];
