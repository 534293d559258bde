import type { KubeServiceSpec } from './api/index';
import { CLUSTER_ID } from './cluster-id';
import type { Config } from './config';
import { kubePortProtocol } from './protocol';
import { UNSPECIFIED_IP, type Resolution, type Service } from './service';
import { serviceHostname } from './short-name';
import { trafficDistributionOf } from './traffic-distribution';
import { visibilityOf } from './visibility';

const EXPORT_TO = 'networking.istio.io/exportTo';

/** Reads a Kubernetes Service (pilot/pkg/serviceregistry/kube/conversion.go). */
export function fromKubeService(
  config: Config<KubeServiceSpec>,
  clusterDomain: string,
  defaultExportTo: readonly string[],
): Service {
  const { spec } = config;
  const headless = spec.clusterIP === 'None';
  const externalName = spec.type === 'ExternalName' ? spec.externalName : undefined;
  const external = externalName !== undefined;
  const address = headless || external || !spec.clusterIP ? UNSPECIFIED_IP : spec.clusterIP;
  const { clusterIPs = [] } = spec;
  const exportTo = config.annotations[EXPORT_TO] ?? '';
  const distribution = trafficDistributionOf(spec.trafficDistribution, config.annotations);
  return {
    hostname: serviceHostname(config.name, config.namespace, clusterDomain),
    namespace: config.namespace,
    name: config.name,
    registry: 'Kubernetes',
    creationTimestamp: config.creationTimestamp,
    address,
    clusterVips: {
      [CLUSTER_ID]: address !== UNSPECIFIED_IP && clusterIPs.length > 1 ? clusterIPs : [address],
    },
    ports: (spec.ports ?? []).map((port, index) => ({
      name: port.name ?? '',
      port: port.port,
      protocol: kubePortProtocol(port),
      ...(port.targetPort === undefined ? {} : { targetPort: port.targetPort }),
      path: `spec.ports[${String(index)}]`,
    })),
    resolution: resolutionOf(external, headless),
    meshExternal: external,
    exportTo: visibilityOf(
      exportTo === '' ? defaultExportTo : exportTo.split(',').map((entry) => entry.trim()),
      config.namespace,
    ),
    labels: config.labels,
    ...(spec.selector === undefined ? {} : { selector: spec.selector }),
    ...(external ? { externalName } : {}),
    ...(distribution === undefined ? {} : { trafficDistribution: distribution }),
    aliases: [],
    subjectAltNames: [],
    config,
  };
}

function resolutionOf(external: boolean, headless: boolean): Resolution {
  if (external) return 'alias';
  return headless ? 'passthrough' : 'clientSideLB';
}
