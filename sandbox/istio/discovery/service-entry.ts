import type { ServiceEntrySpec } from './api/index';
import type { Config } from './config';
import { parseProtocol } from './protocol';
import { UNSPECIFIED_IP, type Resolution, type Service } from './service';
import { isIpAddress } from '../../lib/ip-address';
import { trafficDistributionOf } from './traffic-distribution';
import { visibilityOf } from './visibility';

const RESOLUTIONS: Readonly<Record<string, Resolution>> = {
  NONE: 'passthrough',
  STATIC: 'clientSideLB',
  DNS: 'dnsLB',
  DNS_ROUND_ROBIN: 'dnsRoundRobinLB',
  DYNAMIC_DNS: 'dynamicDNS',
};

const CONNECT_STRATEGY = 'istio.io/connect-strategy';

/** Reads a ServiceEntry: one service per host and address (pilot/pkg/serviceregistry/serviceentry/conversion.go). */
export function fromServiceEntry(
  config: Config<ServiceEntrySpec>,
  defaultExportTo: readonly string[],
): Service[] {
  const { spec } = config;
  const ports = (spec.ports ?? []).map((port, index) => ({
    name: port.name ?? '',
    port: port.number,
    protocol: parseProtocol(port.protocol ?? ''),
    ...(port.targetPort === undefined ? {} : { targetPort: port.targetPort }),
    path: `spec.ports[${String(index)}]`,
  }));
  const distribution = trafficDistributionOf(undefined, config.annotations);
  const shared = {
    namespace: config.namespace,
    registry: 'External' as const,
    creationTimestamp: config.creationTimestamp,
    ports,
    resolution: RESOLUTIONS[spec.resolution ?? 'NONE'] ?? 'passthrough',
    meshExternal: spec.location !== 'MESH_INTERNAL',
    exportTo: visibilityOf(spec.exportTo ?? defaultExportTo, config.namespace),
    labels: config.labels,
    ...(spec.workloadSelector === undefined ? {} : { selector: spec.workloadSelector.labels ?? {} }),
    ...(distribution === undefined ? {} : { trafficDistribution: distribution }),
    ...(config.annotations[CONNECT_STRATEGY]?.toUpperCase() === 'RACE_FIRST_TCP_CONNECT'
      ? { racesConnections: true }
      : {}),
    aliases: [],
    subjectAltNames: spec.subjectAltNames ?? [],
    config,
  };
  const addresses = addressesOf(spec);
  return (spec.hosts ?? []).flatMap((hostname) =>
    addresses.map((address) => ({ hostname, name: hostname, address, ...shared })),
  );
}

function addressesOf(spec: ServiceEntrySpec): string[] {
  if ((spec.addresses ?? []).length === 0) return [UNSPECIFIED_IP];
  return (spec.addresses ?? []).flatMap((address) => {
    const [ip = '', bits] = address.split('/');
    if (!isIpAddress(ip)) return [];
    const single = bits === undefined || Number(bits) === (ip.includes(':') ? 128 : 32);
    return [single ? ip : address];
  });
}
