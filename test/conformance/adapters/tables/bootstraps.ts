import { nodeId } from '../../../../sandbox/istio/bootstrap/node-id';
import { appOf } from '../../../../sandbox/istio/bootstrap/service-cluster';
import { compareReleases, istioRelease } from '../../../../sandbox/istio/translate/proxy/istio-release';
import { bootstrapOf } from '../../../../sandbox/istio/bootstrap/index';
import { DEFAULT_MESH_CONFIG } from '../../../../sandbox/istio/discovery/index';
import { toNode, type ConnectedProxy } from '../../../../sandbox/istio/push/connected-proxy';
import { at as field } from '../../../../sandbox/kube/index';
import { at, constant, entries, items, number, text, textMap, texts, truth, type Go } from './go-literal';
import { message } from './manifest';
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
    func: 'TestParseMetadata',
    check: (row) => {
      const given = entries(row['metadata']);
      const told = environmentOf(given);
      const settings = DEFAULT_MESH_CONFIG.defaultConfig ?? {};
      const shown = field(
        bootstrapOf({ pod, environment: told, settings, type: 'sidecar' }),
        'node',
        'metadata',
      );
      const known = toNode({ ...connected, environment: told }, 'domain');
      const wanted = at(row['out'], 'Metadata');
      const ports = field(shown, 'POD_PORTS');
      return differ(
        [
          given.map(([name]) => [name, field(shown, name)]),
          known.labels,
          typeof ports === 'string' ? JSON.parse(ports) : [],
        ] as Go,
        [
          entries(at(wanted, 'Raw')).map(([name, value]) => [name, value]),
          textMap(at(wanted, 'Labels')),
          items(at(wanted, 'PodPorts')).map(message) as Go,
        ],
      );
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

/** A pod of which nothing is known but that it is there. */
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'id' } };
const connected: ConnectedProxy = {
  id: 'id',
  role: 'sidecar',
  namespace: '',
  labels: {},
  ip: '1.1.1.1',
  serviceAccount: '',
};

/** The variables by which an agent learns such metadata. */
function environmentOf(metadata: readonly (readonly [string, Go])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    metadata.map(([name, value]) =>
      typeof value === 'string'
        ? [`ISTIO_META_${name}`, value]
        : [`ISTIO_METAJSON_${name}`, JSON.stringify(value)],
    ),
  );
}

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
