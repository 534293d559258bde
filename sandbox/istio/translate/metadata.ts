import type { Metadata } from '../../envoy/config/index';
import { compareText } from '../../lib/compare-text';
import { memo, memoByObject } from '../../lib/memo';
import type { Origin } from '../../lib/origin';
import { snakeCase } from '../../lib/snake-case';
import type { ClientTlsSettings } from '../discovery/api/index';
import {
  canonicalName,
  canonicalRevision,
  CLUSTER_ID,
  originOf,
  type Config,
  type Endpoint,
  type Service,
  type VirtualService,
} from '../discovery/index';

/** What Istio's filters and tools read of clusters, routes and endpoints (pilot/pkg/networking/util/util.go). */
const ISTIO = 'istio';
const TRANSPORT_SOCKET = 'envoy.transport_socket_match';

/** Sets a field; others stay, and all stand in the order of their names. */
function withField(metadata: Metadata | undefined, name: string, value: unknown): Metadata {
  const others = metadata?.filterMetadata[ISTIO];
  const fields: Record<string, unknown> = { ...others, [name]: value };
  const sorted = others === undefined ? fields : Object.fromEntries(Object.entries(fields).sort(byName));
  return { filterMetadata: { ...metadata?.filterMetadata, [ISTIO]: sorted } };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return compareText(a, b);
}

/** Where the API server has the object that configured something. */
function configPath({ kind, namespace, name }: Pick<Origin, 'kind' | 'namespace' | 'name'>): string {
  return `/apis/networking.istio.io/v1/namespaces/${namespace}/${resourceOf(kind)}/${name}`;
}

const resourceOf = memo(100, (kind) => snakeCase(kind).slice(1).replaceAll('_', '-'));

/** Says which object configured it. */
export function withConfig(
  metadata: Metadata | undefined,
  origin: Parameters<typeof configPath>[0],
): Metadata {
  return withField(metadata, 'config', configPath(origin));
}

/** Says of a route or a chain what configured it: objects of other APIs are VirtualServices to istiod. */
export const virtualServiceMetadata = memoByObject(({ namespace, name }: VirtualService) =>
  withConfig(undefined, { kind: 'VirtualService', namespace, name }),
);

/** Says of which subset it is, where it says anything. */
export function withSubset(metadata: Metadata | undefined, subset: string): Metadata | undefined {
  return metadata?.filterMetadata[ISTIO] ? withField(metadata, 'subset', subset) : metadata;
}

/** Tells the proxy not to offer Istio's protocols to servers outside of the mesh. */
export function withAlpnOverride(
  metadata: Metadata | undefined,
  tls: Pick<ClientTlsSettings, 'mode'> | undefined,
): Metadata | undefined {
  const isForeign = tls?.mode === 'SIMPLE' || tls?.mode === 'MUTUAL';
  return isForeign ? withField(metadata, 'alpn_override', 'false') : metadata;
}

type Named = Pick<Service, 'hostname' | 'name' | 'namespace'>;

/** Says which services it is of, each once; nothing where there is none. */
export function withServices(
  metadata: Metadata | undefined,
  services: readonly Named[],
): Metadata | undefined {
  if (services.length === 0) return metadata;
  const each = new Map(
    services.map(({ hostname: host, name, namespace }) => [
      `${namespace}/${host}`,
      { host, name, namespace },
    ]),
  );
  return withField(metadata, 'services', [...each.values()]);
}

/** What a cluster of a service says: the service, the rule in force for it, its subset, and that its TLS is not Istio's. */
export function clusterMetadata(
  service: Service,
  rule: { readonly config: Config<unknown> } | undefined,
  subset: string,
  tls: ClientTlsSettings | undefined,
): Metadata | undefined {
  const served = externalMetadata(serviceMetadata(service), service.meshExternal && subset === '');
  const configured = rule ? withConfig(served, originOf(rule.config, '')) : served;
  return withAlpnOverride(subset === '' ? configured : withSubset(configured, subset), tls);
}

/** Servers outside of the mesh are not asked who they are. */
function externalMetadata(metadata: Metadata | undefined, isExternal: boolean): Metadata | undefined {
  return isExternal ? withField(metadata, 'external', true) : metadata;
}

const serviceMetadata = memoByObject((service: Service) => {
  const name = service.registry === 'Kubernetes' ? service.name : service.hostname;
  return withServices(undefined, [{ hostname: service.hostname, name, namespace: service.namespace }]);
});

/** What of an endpoint its metadata tells. */
export type EndpointFacts = Pick<Endpoint, 'labels' | 'namespace' | 'workload'> & {
  readonly cluster?: string;
};

/**
 * What an endpoint says: that it takes mutual TLS, and which workload of which version it is
 * (PILOT_ENDPOINT_TELEMETRY_LABEL switches the latter off).
 */
export function endpointMetadata(facts: EndpointFacts, mutualTls: boolean, tellsWorkload: boolean): Metadata {
  const socket = mutualTls ? MUTUAL_TLS : {};
  return { filterMetadata: tellsWorkload ? { ...socket, ...workloadOf(facts) } : socket };
}

const MUTUAL_TLS = { [TRANSPORT_SOCKET]: { tlsMode: 'istio' } };

function workloadOf({
  labels,
  namespace,
  workload = '',
  cluster,
}: EndpointFacts): Metadata['filterMetadata'] {
  const revision = canonicalRevision(labels);
  const version = revision === 'latest' ? '' : revision;
  const name = canonicalName(labels, workload);
  return { [ISTIO]: { workload: `${workload};${namespace};${name};${version};${cluster ?? CLUSTER_ID}` } };
}
