import {
  alternateHosts,
  LocalDns,
  type DnsAnswer,
  type NameRecord,
  type NameTable,
} from '../../../../sandbox/runtime/local-dns';
import { withCalls, type Calls } from './calls';
import { at, constant, isStruct, items, NotData, text, texts, truth, type Go } from './go-literal';
import { differ, type Table } from './table';

const source = 'pkg/dns/client/dns_test.go';

/** What a proxy's agent answers to questions for names. */
export const localDnsTables: readonly Table[] = [
  {
    source,
    func: 'TestBuildAlternateHosts',
    check: (row) => {
      const names = [...hosts].flatMap(([host, record]) => [host, ...alternateHosts(host, record, place)]);
      const found = [...new Set(names)].filter((name) => name.startsWith(text(row['startsWith'])));
      return differ(found.sort(), [...texts(at(row['expected'], 'args'))].sort());
    },
  },
  {
    source,
    func: 'testDNS',
    check: (row) => {
      const host = text(row['host']);
      if (host.startsWith('giant')) return 'not simulated: the size of DNS messages';
      const answers = dns.lookUp(host, truth(row['queryAAAA']) ? 'AAAA' : 'A');
      const passedOn =
        truth(row['expectExternalResolution']) || constant(row['expectResolutionFailure']) !== '';
      if (passedOn) return differ(answers, undefined);
      const wanted = items(withCalls(row['expected'], calls)).map((answer) => JSON.stringify(answer));
      return differ((answers ?? []).map((answer) => JSON.stringify(answer)).sort(), wanted.sort());
    },
  },
];

const calls: Calls = {
  append: ([list, ...more]) => [...items(list), ...more.flatMap(items)],
  'netip.MustParseAddr': ([address]) => address,
  cname: ([name, target]) => [answer('CNAME', name, target)],
  a: ([name, addresses]) => items(addresses).map((address) => answer('A', name, address)),
  aaaa: ([name, addresses]) => items(addresses).map((address) => answer('AAAA', name, address)),
};

function answer(type: DnsAnswer['type'], name: Go, value: Go): DnsAnswer {
  if (isStruct(value)) throw new NotData(`an address: ${JSON.stringify(value)}`);
  return { type, name: text(name), value: text(value) };
}

const place = {
  namespace: 'ns1',
  domain: 'svc.cluster.local',
  search: ['ns1.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
};

/** The hosts that the agent of the tests knows. */
const hosts: NameTable = new Map<string, NameRecord>([
  ['www.google.com', external('1.1.1.1')],
  ['productpage.ns1.svc.cluster.local', kubernetes('productpage', 'ns1', '9.9.9.9')],
  ['example.ns2.svc.cluster.local', kubernetes('example', 'ns2', '10.10.10.10')],
  [
    'details.ns2.svc.cluster.remote',
    kubernetes('details', 'ns2', '11.11.11.11', '12.12.12.12', '13.13.13.13', '14.14.14.14'),
  ],
  [
    'svc-with-alt.ns1.svc.cluster.local',
    {
      ...kubernetes('svc-with-alt', 'ns1', '15.15.15.15'),
      altHosts: ['svc-with-alt.ns1.svc.clusterset.local'],
    },
  ],
  ['ipv6.localhost', external('2001:db8:0:0:0:ff00:42:8329')],
  ['dual.localhost', external('2.2.2.2', '2001:db8:0:0:0:ff00:42:8329')],
  ['ipv4.localhost', external('2.2.2.2')],
  ['*.b.wildcard', external('11.11.11.11')],
  ['*.wildcard', external('10.10.10.10')],
  ['*.svc.mesh.company.net', external('10.1.2.3')],
  ['example.localhost.', external('3.3.3.3')],
]);
const dns = new LocalDns(hosts, place);

function external(...ips: readonly string[]): NameRecord {
  return { ips, kubernetes: false, namespace: '', shortName: '' };
}

function kubernetes(shortName: string, namespace: string, ...ips: readonly string[]): NameRecord {
  return { ips, kubernetes: true, namespace, shortName };
}
