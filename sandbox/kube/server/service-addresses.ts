import type { ApiServer, Mutator } from '../api';
import { isRecord } from '../freeze';
import type { KubeObject } from '../object';

/** Services get addresses of 10.96.0.0/16; the first is the API server's own. */
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
  const clusterIP = spec['clusterIP'] ?? before['clusterIP'] ?? lowestFreeIp(api);
  const ports = needsNodePorts(spec) ? withNodePorts(spec['ports'], before['ports'], api) : spec['ports'];
  return { ...spec, clusterIP, clusterIPs: [clusterIP], ...(ports === undefined ? {} : { ports }) };
}

function needsNodePorts(spec: ServiceSpec): boolean {
  return spec['type'] === 'NodePort' || spec['type'] === 'LoadBalancer';
}

function lowestFreeIp(api: ApiServer): string {
  const used = new Set(serviceSpecs(api).map((spec) => spec['clusterIP']));
  for (let number = FIRST; number < LAST; number++) {
    const ip = `10.96.${String(number >> 8)}.${String(number & 0xff)}`;
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
