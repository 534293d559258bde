import type { ApiServer, Mutator } from '../api';
import { isRecord } from '../freeze';
import { familyOf, type IpFamily } from '../../lib/ip-address';
import { clusterFamilies } from '../ip-families';
import type { KubeObject } from '../object';
import { strings } from '../read';

/** Services get addresses of 10.96.0.0/16 and fd00:10:96::/112; the first is the API server's own. */
const FIRST = 10;
const LAST = 0xfffe;
const NODE_PORT_FIRST = 30_000;
const NODE_PORT_LAST = 32_767;

/**
 * Gives a Service its cluster IP and node ports. The lowest free ones: the same manifests in the same order
 * get the same addresses.
 */
export const serviceAddresses: Mutator = {
  name: 'service-addresses',
  mutate(object, { api, old }) {
    if (object.kind !== 'Service' || object.apiVersion !== 'v1' || !isRecord(object.spec)) return object;
    return { ...object, spec: allocate(object.spec, old, api) };
  },
};

type ServiceSpec = Readonly<Record<string, unknown>>;

function allocate(spec: ServiceSpec, old: KubeObject | undefined, api: ApiServer): ServiceSpec {
  if (spec['type'] === 'ExternalName') return spec;
  const before: ServiceSpec = isRecord(old?.spec) ? old.spec : {};
  const families = familiesOf(spec, clusterFamilies(api.list('Node')));
  const clusterIPs = addressesOf(spec, before, families, api);
  const ports = needsNodePorts(spec) ? withNodePorts(spec['ports'], before['ports'], api) : spec['ports'];
  return {
    ...spec,
    ...(families.length > 1 ? { ipFamilyPolicy: 'RequireDualStack', ...spec, ipFamilies: families } : {}),
    clusterIP: clusterIPs[0],
    clusterIPs,
    ...(ports === undefined ? {} : { ports }),
  };
}

/** What a Service asks for, within what the cluster has (pkg/registry/core/service/storage/alloc.go). */
function familiesOf(spec: ServiceSpec, cluster: readonly IpFamily[]): readonly IpFamily[] {
  const asked = strings(spec['ipFamilies']).filter(isFamily);
  const [main = 'IPv4'] = cluster;
  const first = asked.length > 0 ? asked : [main];
  const isDual = spec['ipFamilyPolicy'] !== undefined && spec['ipFamilyPolicy'] !== 'SingleStack';
  if (!isDual && asked.length < 2) return first;
  const wanted = [...first, ...cluster.filter((family) => !first.includes(family))];
  return wanted.filter((family) => cluster.includes(family));
}

/** An address of each family: what is asked for, what it had, or the lowest free one. */
function addressesOf(
  spec: ServiceSpec,
  before: ServiceSpec,
  families: readonly IpFamily[],
  api: ApiServer,
): readonly unknown[] {
  const main = spec['clusterIP'] ?? before['clusterIP'];
  if (main === 'None') return [main];
  const known = [[main], spec['clusterIPs'], before['clusterIPs']].flatMap(strings).filter(Boolean);
  return families.map(
    (family) =>
      known.find((address) => (familyOf(address) ?? 'IPv4') === family) ?? lowestFreeIp(api, family),
  );
}

function isFamily(text: string): text is IpFamily {
  return text === 'IPv4' || text === 'IPv6';
}

function needsNodePorts(spec: ServiceSpec): boolean {
  return spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
}

function lowestFreeIp(api: ApiServer, family: IpFamily): string {
  const used = new Set(
    serviceSpecs(api).flatMap((spec) => [spec['clusterIP'], ...strings(spec['clusterIPs'])]),
  );
  for (let number = FIRST; number < LAST; number++) {
    const ip =
      family === 'IPv4'
        ? `10.96.${String(number >> 8)}.${String(number & 0xff)}`
        : `fd00:10:96::${number.toString(16)}`;
    if (!used.has(ip)) return ip;
  }
  return 'None';
}

function withNodePorts(ports: unknown, before: unknown, api: ApiServer): unknown {
  if (!Array.isArray(ports)) return ports;
  const used = new Set<unknown>(
    serviceSpecs(api)
      .flatMap((spec) => records(spec['ports']))
      .map((port) => port['nodePort']),
  );
  const kept = new Map(records(before).map((port) => [port['port'], port['nodePort']]));
  for (const port of records(ports)) if (port['nodePort'] !== undefined) used.add(port['nodePort']);
  return (ports as readonly unknown[]).map((port: unknown) => {
    if (!isRecord(port) || port['nodePort'] !== undefined) return port;
    const nodePort = kept.get(port['port']) ?? lowestFreePort(used);
    used.add(nodePort);
    return { ...port, nodePort };
  });
}

function lowestFreePort(used: ReadonlySet<unknown>): number {
  for (let port = NODE_PORT_FIRST; port <= NODE_PORT_LAST; port++) if (!used.has(port)) return port;
  return NODE_PORT_LAST;
}

function serviceSpecs(api: ApiServer): ServiceSpec[] {
  return api.list('Service').map((service) => (isRecord(service.spec) ? service.spec : {}));
}

function records(value: unknown): ServiceSpec[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isRecord) : [];
}
