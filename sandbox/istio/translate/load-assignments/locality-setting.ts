import type { Cluster } from '../../../envoy/config/index';
import type {
  LoadBalancerSettings,
  LocalityLoadBalancerSetting,
  ZoneAwareLoadBalancerSetting,
} from '../../discovery/api/index';
import { NETWORK_LABEL, type MeshConfig, type Service } from '../../discovery/index';

/** How near endpoints are preferred. */
export type LocalitySetting =
  | {
      readonly is: 'locality';
      readonly setting: LocalityLoadBalancerSetting;
      /** Priorities count even where no outlier detection tells who is ill. */
      readonly forced: boolean;
    }
  | { readonly is: 'zone aware'; readonly setting: ZoneAwareLoadBalancerSetting };

const SAME_ZONE = [NETWORK_LABEL, 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];
const SAME_NODE = [...SAME_ZONE, 'topology.istio.io/subzone', 'kubernetes.io/hostname'];

/**
 * What is in force: the DestinationRule's word, else the Service's `trafficDistribution`, else the mesh's; zone aware
 * before locality (pilot/pkg/networking/core/loadbalancer/loadbalancer.go). Undefined when it is switched off.
 */
export function localitySetting(
  mesh: Pick<MeshConfig, 'localityLbSetting' | 'zoneAwareLbSetting'>,
  rule: LoadBalancerSettings | undefined,
  service?: Pick<Service, 'trafficDistribution'>,
): LocalitySetting | undefined {
  if (rule?.zoneAwareLbSetting) return { is: 'zone aware', setting: rule.zoneAwareLbSetting };
  if (rule?.localityLbSetting) return locality(rule.localityLbSetting);
  const preferred = service?.trafficDistribution;
  if (preferred !== undefined) {
    const failoverPriority = preferred === 'PreferSameNode' ? SAME_NODE : SAME_ZONE;
    return { is: 'locality', setting: { enabled: true, failoverPriority }, forced: true };
  }
  if (mesh.zoneAwareLbSetting) return { is: 'zone aware', setting: mesh.zoneAwareLbSetting };
  return mesh.localityLbSetting && locality(mesh.localityLbSetting);
}

function locality(setting: LocalityLoadBalancerSetting): LocalitySetting | undefined {
  return setting.enabled === false ? undefined : { is: 'locality', setting, forced: false };
}

/** Zone aware routing that is switched off still wins, and is told to Envoy as such. */
export function routesByZone({ enabled }: ZoneAwareLoadBalancerSetting): boolean {
  return enabled !== false;
}

/** Whether endpoints further away are kept for when the near ones fail: without outlier detection nobody would notice. */
export function failsOver(setting: LocalitySetting, detects: boolean): boolean {
  return setting.is === 'locality' ? detects || setting.forced : routesByZone(setting.setting);
}

/** What Envoy is told: localities share by weight only where somebody weighed them or chose an order. */
export function localityConfig(
  found: LocalitySetting | undefined,
  detects: boolean,
): Pick<NonNullable<Cluster['commonLbConfig']>, 'localityWeightedLbConfig' | 'zoneAwareLbConfig'> {
  if (found === undefined) return {};
  if (found.is === 'locality') {
    const { distribute, failover, failoverPriority } = found.setting;
    const ordered = failsOver(found, detects) && (failover !== undefined || failoverPriority !== undefined);
    return ordered || distribute !== undefined ? { localityWeightedLbConfig: {} } : {};
  }
  const { minClusterSize } = found.setting;
  return {
    zoneAwareLbConfig: {
      ...(routesByZone(found.setting) ? {} : { routingEnabled: { value: 0 } }),
      ...(minClusterSize === undefined ? {} : { minClusterSize }),
    },
  };
}
