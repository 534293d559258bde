import { takeSnapshot } from '../../../../sandbox/istio/index';
import { trafficDistributionOf } from '../../../../sandbox/istio/discovery/traffic-distribution';
import type { KubeObject } from '../../../../sandbox/kube/index';
import { meshObjects } from '../../mesh-objects';
import { at, constant, isStruct, text, textMap, type Go } from './go-literal';
import { identifier } from './calls';
import { configObject } from './manifest';
import { differ, type Table } from './table';

/** Which endpoints of services are preferred. */
export const trafficDistributionTables: readonly Table[] = [
  {
    source: 'pilot/pkg/model/service_test.go',
    func: 'TestGetTrafficDistribution',
    check: (row) => {
      const field = row['specValue'] ?? undefined;
      const found = trafficDistributionOf(field, textMap(row['svcAnnotation']), textMap(row['nsAnnotation']));
      return differ(found, wanted(identifier(row['want'])));
    },
  },
  {
    source: 'pilot/pkg/serviceregistry/serviceentry/conversion_test.go',
    func: 'TestConvertServicesNamespaceTrafficDistribution',
    check: (row) => {
      const entry = configObject(undated(row['cfg']));
      const namespace: KubeObject = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: text(at(row['cfg'], 'Meta', 'Namespace')),
          annotations: textMap(row['nsAnnotations']),
        },
      };
      const { registry } = takeSnapshot(meshObjects([entry, namespace]));
      const found = registry.services.map(({ trafficDistribution }) => trafficDistribution);
      return differ(found, [wanted(constant(row['expectedDistro']))]);
    },
  },
];

function wanted(name: string): string | undefined {
  const word = name.replace('TrafficDistribution', '');
  return word === 'Any' ? undefined : word;
}

/** When it was made means nothing here. */
function undated(config: Go): Go {
  const meta = at(config, 'Meta');
  if (!isStruct(config) || !isStruct(meta)) return config;
  return { ...config, Meta: { ...meta, CreationTimestamp: undefined } };
}
