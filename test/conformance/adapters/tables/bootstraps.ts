import { nodeId } from '../../../../sandbox/istio/bootstrap/node-id';
import { appOf } from '../../../../sandbox/istio/bootstrap/service-cluster';
import { compareReleases, istioRelease } from '../../../../sandbox/istio/translate/proxy/istio-release';
import { at, constant, number, text, textMap, texts, truth, type Go } from './go-literal';
import { differ, type Table } from './table';

const context = 'pilot/pkg/model/context_test.go';

/** What a proxy tells of itself when it starts. */
export const bootstrapTables: readonly Table[] = [
  {
    source: context,
    func: 'TestServiceNode',
    check: (row) => {
      const given = row['in'];
      const node = typeof given === 'string' ? proxies[given] : given;
      const id = nodeId({
        type: constant(at(node, 'Type')) === 'Router' ? 'router' : 'sidecar',
        ips: texts(at(node, 'IPAddresses')),
        id: text(at(node, 'ID')),
        dnsDomain: text(at(node, 'DNSDomain')),
      });
      return differ(id, text(row['out']));
    },
  },
  {
    source: context,
    func: 'Test_parseIstioVersion',
    check: (row) => differ(istioRelease(text(at(row['args'], 'ver'))), release(row['want'])),
  },
  {
    source: context,
    func: 'TestProxyVersion_Compare',
    check: (row) =>
      differ(compareReleases(release(row['fields']), release(at(row['args'], 'ver'))), number(row['want'])),
  },
  {
    source: 'pkg/kube/labels/labels_test.go',
    func: 'TestGetApp',
    check: (row) => {
      const labels = Object.entries(textMap(row['labels'])).map(([name, value]): [string, string] => [
        name === '$model.IstioCanonicalServiceLabelName' ? 'service.istio.io/canonical-name' : name,
        value,
      ]);
      const wanted = truth(row['expectedOk']) ? text(row['expectedValue']) : undefined;
      return differ(appOf(Object.fromEntries(labels)), wanted);
    },
  },
];

/** Proxies that tests share. */
const proxies: Readonly<Record<string, Go>> = {
  '$mock.HelloProxyV0': {
    Type: '$model.SidecarProxy',
    IPAddresses: ['10.1.1.0'],
    ID: 'v0.default',
    DNSDomain: 'default.svc.cluster.local',
  },
};

/** A `model.IstioVersion`. */
function release(value: Go): ReturnType<typeof istioRelease> {
  if (value === '$model.MaxIstioVersion') return { major: 65_535, minor: 65_535, patch: 65_535 };
  const [major, minor, patch] = ['Major', 'Minor', 'Patch'].map((name) => number(at(value, name)));
  return { major: major ?? 0, minor: minor ?? 0, patch: patch ?? 0 };
}
