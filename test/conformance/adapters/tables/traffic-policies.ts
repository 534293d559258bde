import type { TrafficPolicy } from '../../../../sandbox/istio/discovery/api/index';
import { DEFAULT_MESH_CONFIG } from '../../../../sandbox/istio/discovery/mesh-config';
import { portPolicy, subsetPolicy } from '../../../../sandbox/istio/translate/clusters/traffic-policy';
import { at, number } from './go-literal';
import { message } from './manifest';
import { differ, type Table } from './table';

/** Policies of services, subsets and ports laid over each other. */
export const trafficPolicyTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/util/util_test.go',
    func: 'TestMergeSubsetTrafficPolicy',
    check: (row) => {
      const [original, subset] = [row['original'], row['subset']].map(
        (policy) => message(policy) as TrafficPolicy | undefined,
      );
      const port = number(at(row['port'], 'Port'));
      const base = portPolicy(original, port, DEFAULT_MESH_CONFIG);
      return differ(subsetPolicy(base, subset, port), message(row['expected']) ?? {});
    },
  },
];
