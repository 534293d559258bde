import { DEFAULT_MESH_CONFIG, type MeshConfig } from '../../../../sandbox/istio/discovery/mesh-config';
import { parseProtocol } from '../../../../sandbox/istio/discovery/protocol';
import type { ConnectionPoolSettings, OutlierDetection } from '../../../../sandbox/istio/discovery/api/index';
import { upgradesToHttp2 } from '../../../../sandbox/istio/translate/clusters/outbound-clusters';
import { outlierDetection } from '../../../../sandbox/istio/translate/clusters/outlier-detection';
import { at, truth } from './go-literal';
import { message } from './manifest';
import { protocol } from './protocols';
import { differ, type Table } from './table';

/** Parts of clusters. */
export const clusterPartTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/core/cluster_test.go',
    func: 'TestApplyOutlierDetection',
    check: (row) => {
      const given = message(row['cfg']) as OutlierDetection | undefined;
      return differ(outlierDetection(given).outlierDetection, message(row['o']));
    },
  },
  {
    source: 'pilot/pkg/networking/core/cluster_builder_test.go',
    func: 'TestShouldH2Upgrade',
    check: (row) => {
      const given = message(row['mesh']) as Partial<MeshConfig>;
      const upgrades = upgradesToHttp2(
        { ...DEFAULT_MESH_CONFIG, ...given },
        { protocol: parseProtocol(protocol(at(row['port'], 'Protocol'))) },
        { connectionPool: message(row['connectionPool']) as ConnectionPoolSettings },
      );
      return differ(upgrades, truth(row['upgrade']));
    },
  },
];
