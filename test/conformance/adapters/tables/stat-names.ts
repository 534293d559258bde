import { statName } from '../../../../sandbox/istio/translate/stat-name';
import { at, constant, number, text } from './go-literal';
import { differ, type Table } from './table';

const source = 'pilot/pkg/networking/telemetry/telemetry_test.go';

/** Names of clusters' statistics, by a pattern of the mesh. */
export const statNameTables: readonly Table[] = [
  {
    source,
    func: 'TestBuildStatPrefix',
    check: (row) => {
      const { attributes, port } = row;
      const isKubernetes = constant(at(attributes, 'ServiceRegistry')) === 'Kubernetes';
      const kubernetes = { name: text(at(attributes, 'Name')), namespace: text(at(attributes, 'Namespace')) };
      const name = statName(text(row['statPattern']), {
        host: text(row['host']),
        ...(isKubernetes ? { kubernetes } : {}),
        port: number(at(port, 'Port')),
        portName: text(at(port, 'Name')),
        subset: text(row['subsetName']),
        targetPort: number(row['targetPort']),
      });
      return differ(name, text(row['want']));
    },
  },
  {
    source,
    func: 'TestBuildInboundStatPrefix',
    check: (row) => {
      const name = text(at(row['tm'], 'KubernetesServiceName'));
      const namespace = text(at(row['tm'], 'KubernetesServiceNamespace'));
      const found = statName(text(row['statPattern']), {
        host: text(at(row['tm'], 'InstanceHostname')),
        ...(name === '' ? {} : { kubernetes: { name, namespace } }),
        port: number(row['port']),
        portName: text(row['portName']),
        subset: text(row['subset']),
      });
      return differ(found, text(row['want']));
    },
  },
];
