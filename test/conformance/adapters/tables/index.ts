import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, AdapterReport } from '../../adapter';
import { isStruct, NotData, type GoStruct } from './go-literal';
import { addressTables } from './addresses';
import { authorizationValueTables } from './authorization-values';
import { delegateTables } from './delegates';
import { gatewayServerTables } from './gateway-servers';
import { hostTables } from './hosts';
import { labelTables } from './labels';
import { protocolTables } from './protocols';
import { validationTables } from './validation';
import { trafficPolicyTables } from './traffic-policies';
import { virtualHostTables } from './virtual-hosts';
import { simulationTables } from './simulations';
import { sidecarScopeTables } from './sidecar-scopes';
import { visibilityTables } from './visibility';
import { gatewayTables } from './gateways';
import { meshConfigTables } from './mesh-config';
import { routePartTables } from './route-parts';
import { securityMatcherTables } from './security-matchers';
import { peerAuthenticationTables } from './peer-authentications';
import { wholeInputTables } from './whole-inputs';
import { clusterPartTables } from './cluster-parts';
import { ingressClassTables } from './ingress-classes';
import { routeOrderTables } from './route-order';
import { networkingTables } from './networking';
import { authorizationModelTables } from './authorization-models';
import { jwtFilterTables } from './jwt-filters';
import { mergedGatewayTables } from './merged-gateways';
import { policyAttachmentTables } from './policy-attachments';
import { serviceEntryTables } from './service-entries';
import { dependencyTables } from './dependencies';
import { gatewayApiPartTables } from './gateway-api-parts';
import { workloadTables } from './workloads';
import { pushTables } from './pushes';
import { equalityTables } from './equalities';
import { proxyConfigTables } from './proxy-configs';
import { telemetryTables } from './telemetries';
import { trafficDistributionTables } from './traffic-distributions';
import { notJudgedTables } from './not-judged';
import { localDnsTables } from './local-dns';
import { proxyEnvironmentTables } from './proxy-environments';
import { metadataTables } from './metadata';
import { statefulSessionTables } from './stateful-sessions';
import { trustDomainTables } from './trust-domains';
import { ipFamilyTables } from './ip-families';
import { networkTables } from './networks';
import { gatewayManagerTables } from './gateway-managers';
import { localityEndpointTables } from './locality-endpoints';
import { bootstrapTables } from './bootstraps';
import { externalSecretTables } from './external-secrets';
import type { Table } from './table';

/** Every table that is wired, by family. */
const tables: readonly Table[] = [
  ...hostTables,
  ...protocolTables,
  ...labelTables,
  ...authorizationValueTables,
  ...gatewayServerTables,
  ...delegateTables,
  ...addressTables,
  ...trafficPolicyTables,
  ...clusterPartTables,
  ...ingressClassTables,
  ...routeOrderTables,
  ...networkingTables,
  ...wholeInputTables,
  ...peerAuthenticationTables,
  ...securityMatcherTables,
  ...routePartTables,
  ...meshConfigTables,
  ...gatewayTables,
  ...visibilityTables,
  ...sidecarScopeTables,
  ...simulationTables,
  ...virtualHostTables,
  ...validationTables,
  ...authorizationModelTables,
  ...trustDomainTables,
  ...jwtFilterTables,
  ...policyAttachmentTables,
  ...mergedGatewayTables,
  ...serviceEntryTables,
  ...dependencyTables,
  ...gatewayApiPartTables,
  ...workloadTables,
  ...proxyConfigTables,
  ...pushTables,
  ...equalityTables,
  ...telemetryTables,
  ...trafficDistributionTables,
  ...localDnsTables,
  ...ipFamilyTables,
  ...networkTables,
  ...proxyEnvironmentTables,
  ...metadataTables,
  ...statefulSessionTables,
  ...bootstrapTables,
  ...localityEndpointTables,
  ...gatewayManagerTables,
  ...externalSecretTables,
  ...notJudgedTables,
];

interface TableFile {
  readonly source: string;
  readonly tables: readonly {
    readonly func: string;
    readonly var: string;
    readonly line: number;
    readonly rows: unknown;
  }[];
}

/** The literal tables of Istio's unit tests; a row of a table that is not wired counts as failed. */
export const adapter: Adapter = {
  key: 'istio/other/tables',
  run(corpusDirectory): AdapterReport {
    const folder = join(corpusDirectory, 'istio/other');
    const { files } = read(join(folder, 'tables-index.json')) as { files: readonly { json: string }[] };
    const failures: { id: string; why: string }[] = [];
    let total = 0;
    for (const { json } of files) {
      const file = read(join(folder, 'tables', json)) as TableFile;
      for (const { func, var: variable, line, rows } of file.tables) {
        const table = tables.find(
          (one) =>
            one.source === file.source &&
            one.func === func &&
            (one.variable === undefined || one.variable === variable),
        );
        for (const [key, row] of rowsOf(rows)) {
          total++;
          const why = table ? judge(table, row, key, corpusDirectory) : 'this table is not wired';
          if (why !== undefined) failures.push({ id: `${file.source} ${func}:${String(line)} ${key}`, why });
        }
      }
    }
    return { total, pass: total - failures.length, failures };
  },
};

function judge(table: Table, row: GoStruct, key: string, corpusDirectory: string): string | undefined {
  try {
    return table.check(row, key, corpusDirectory);
  } catch (error) {
    if (error instanceof NotData) return `not data: ${error.message}`;
    return error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : String(error);
  }
}

/** A table is a list, or a map from a row's name to the row. */
function rowsOf(rows: unknown): readonly (readonly [string, GoStruct])[] {
  if (Array.isArray(rows)) return rows.map((row: unknown, index) => [String(index), structOf(row)]);
  return isStruct(rows) ? Object.entries(rows).map(([key, row]) => [key, structOf(row)]) : [];
}

function structOf(row: unknown): GoStruct {
  return isStruct(row) ? row : { value: row };
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
