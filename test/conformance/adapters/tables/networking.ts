import { clusterDefaultTables } from './cluster-defaults';
import { clusterPolicyTables } from './cluster-policies';
import { destinationRuleTables } from './destination-rules';
import { listenerTables } from './listeners';
import { localityTables } from './localities';
import { networkFilterTables } from './network-filters';
import { unsimulatedTables } from './not-simulated';
import { statNameTables } from './stat-names';
import type { Table } from './table';
import { upstreamTlsTables } from './upstream-tls';

/** Tables of istiod's translation (pilot/pkg/networking, pilot/pkg/xds), by family. */
export const networkingTables: readonly Table[] = [
  ...statNameTables,
  ...networkFilterTables,
  ...clusterPolicyTables,
  ...clusterDefaultTables,
  ...destinationRuleTables,
  ...upstreamTlsTables,
  ...localityTables,
  ...listenerTables,
  ...unsimulatedTables,
];
