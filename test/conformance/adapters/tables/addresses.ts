import { parseCidr } from '../../../../sandbox/istio/discovery/cidr';
import { clusterParts } from '../../../../sandbox/shell/commands/istioctl/proxy-config/cluster-parts';
import { at, number, text, truth, type Go } from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';

const service = 'pilot/pkg/model/service_test.go';

/** Addresses, ranges of addresses, names of clusters. */
export const addressTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/util/util_test.go',
    func: 'TestConvertAddressToCidr',
    check: (row) => {
      const cidr = parseCidr(text(row['addr']));
      const actual = cidr && { addressPrefix: cidr.addressPrefix, prefixLen: cidr.prefixLen };
      return differ(actual, message(row['want']));
    },
  },
  {
    source: service,
    func: 'TestParseSubsetKey',
    check: (row) => {
      const { direction, port, subset, host } = parts(row['input']);
      return differ(
        { direction, port, subset, host },
        {
          direction: directions[text(at(row['direction'], '$ident') ?? row['direction'])],
          port: number(row['port']),
          subset: text(row['subsetName']),
          host: text(row['hostname']),
        },
      );
    },
  },
  {
    source: service,
    func: 'TestParseSubsetKeyHostname',
    check: (row) => differ(parts(row['in']).host, text(row['out'])),
  },
  {
    source: service,
    func: 'TestIsValidSubsetKey',
    check: (row) => {
      const valid = text(row['subsetkey']).split('|').length === 4;
      return differ(!valid, truth(row['expectErr']));
    },
  },
];

const directions: Readonly<Record<string, string>> = {
  '': '',
  TrafficDirectionOutbound: 'outbound',
  TrafficDirectionInbound: 'inbound',
};

function parts(key: Go): ReturnType<typeof clusterParts> {
  return clusterParts(text(key));
}
