import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseYaml } from '../../../sandbox/lib/yaml/index';
import { takeSnapshot, translate } from '../../../sandbox/istio/index';
import type { MeshConfig } from '../../../sandbox/istio/index';
import type { KubeObject } from '../../../sandbox/kube/index';
import type { Adapter, AdapterReport } from '../adapter';
import { toJson, type GoValue } from '../go-literal';
import { meshObjects, readObjects } from '../mesh-objects';

interface Row {
  readonly name: string;
  readonly input: string;
  readonly want: readonly string[];
  readonly meshConfig?: GoValue;
  readonly tdBundle?: { readonly args: readonly [string, readonly string[]] };
}

interface Index {
  readonly tables: readonly {
    readonly tables: readonly { readonly func: string; readonly rows: readonly Row[] }[];
  }[];
}

const DIRECTORY = 'istio/other/authz-rbac-golden';

/** Istio's goldens of AuthorizationPolicies as Envoy filters; the unit is a row: an input with its mesh settings. */
export const adapter: Adapter = {
  key: DIRECTORY,
  run(corpusDirectory): AdapterReport {
    const directory = join(corpusDirectory, DIRECTORY);
    const { tables } = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')) as Index;
    const rows = tables
      .flatMap((file) => file.tables)
      .flatMap(({ func, rows }) => rows.map((row) => ({ row, tcp: func.endsWith('TCP') })));
    const failures = rows.flatMap(({ row, tcp }) => {
      const why = judge(join(directory, 'files', tcp ? 'tcp' : 'http'), row, tcp);
      return why === undefined ? [] : [{ id: `${tcp ? 'tcp' : 'http'}/${row.name}`, why }];
    });
    return { total: rows.length, pass: rows.length - failures.length, failures };
  },
};

function judge(directory: string, row: Row, tcp: boolean): string | undefined {
  const read = (name: string): string => readFileSync(join(directory, name), 'utf8');
  const wanted = row.want.flatMap((name) => documents(read(name)).map((filter) => plain(filter)));
  const found = filtersFor(read(row.input), meshConfigOf(row), tcp).map((filter) => plain(filter));
  return isDeepStrictEqual(found, wanted)
    ? undefined
    : `filters differ: ${JSON.stringify(found)} is not ${JSON.stringify(wanted)}`;
}

/** The filters that a workload of the policies' namespace gets on a port of a kind. */
function filtersFor(policies: string, meshConfig: Partial<MeshConfig>, tcp: boolean): unknown[] {
  const objects = [...readObjects(policies), ...workload(tcp), ...authorizer()];
  const config = translate(takeSnapshot({ ...meshObjects(objects), meshConfig }), {
    id: 'test-node.foo',
    type: 'sidecar',
    namespace: 'foo',
    labels: { app: 'httpbin', version: 'v1' },
    ip: '10.0.0.1',
    serviceAccount: 'default',
    dnsDomain: 'foo.svc.cluster.local',
  });
  const inbound = config.listeners.find((listener) => listener.name === 'virtualInbound');
  const chain = inbound?.filterChains.find(
    (candidate) => candidate.filterChainMatch?.destinationPort === PORT,
  );
  return (chain?.filters ?? [])
    .flatMap((filter): unknown[] => {
      if (filter.name !== 'envoy.filters.network.http_connection_manager') return [filter];
      return [...filter.typedConfig.httpFilters];
    })
    .filter((filter) => /\.(rbac|ext_authz)$/.test((filter as { name: string }).name));
}

const PORT = 9999;

function workload(tcp: boolean): KubeObject[] {
  return readObjects(`
apiVersion: v1
kind: Service
metadata: { name: httpbin, namespace: foo }
spec:
  clusterIP: 10.96.0.1
  selector: { app: httpbin }
  ports: [{ name: ${tcp ? 'tcp' : 'http'}, port: ${String(PORT)} }]
---
apiVersion: v1
kind: Pod
metadata: { name: test-node, namespace: foo, labels: { app: httpbin, version: v1 } }
spec: { containers: [{ name: app }] }
status: { podIP: 10.0.0.1, phase: Running }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: httpbin, namespace: foo, labels: { kubernetes.io/service-name: httpbin } }
addressType: IPv4
ports: [{ name: ${tcp ? 'tcp' : 'http'}, port: ${String(PORT)} }]
endpoints: [{ addresses: [10.0.0.1], conditions: { ready: true } }]
`);
}

/** The service that every provider of the corpus names. */
function authorizer(): KubeObject[] {
  return readObjects(`
apiVersion: v1
kind: Service
metadata: { name: my-custom-ext-authz, namespace: foo }
spec: { clusterIP: 10.96.0.2, ports: [{ name: grpc, port: 9000 }] }
`);
}

function meshConfigOf({ meshConfig, tdBundle }: Row): Partial<MeshConfig> {
  return {
    ...(meshConfig === undefined ? {} : (toJson(meshConfig) as Partial<MeshConfig>)),
    ...(tdBundle ? { trustDomain: tdBundle.args[0], trustDomainAliases: tdBundle.args[1] } : {}),
  };
}

function documents(text: string): unknown[] {
  return parseYaml(text, { file: 'golden.yaml' }).documents.map(({ value }) => value);
}

/** What Envoy reads: no origins, no type names; no entries that say nothing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'origin' && key !== '@type');
  return Object.fromEntries(kept.map(([key, item]) => [key, plain(item)]));
}
