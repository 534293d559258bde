import type { Cluster } from '../../../envoy/config/index';
import type { Service } from '../../discovery/index';
import type { Context } from '../context';
import { forcesUnhealthyEndpoints } from '../load-assignments/usable-endpoints';
import { localityConfig, localitySetting } from '../load-assignments/locality-setting';
import type { EffectivePolicy } from './traffic-policy';

const NO_PANIC: Cluster['commonLbConfig'] = { healthyPanicThreshold: { value: 0 } };

/**
 * Panic (all hosts are used when few are healthy) is off unless outlier detection names a share; also where endpoints
 * that are not ready are sent, which would get requests then.
 */
export function commonLbConfig(
  { snapshot: { mesh, features } }: Context,
  service: Service,
  { loadBalancer: settings, outlierDetection: outliers }: EffectivePolicy,
): Cluster['commonLbConfig'] {
  const value = forcesUnhealthyEndpoints(features, service) ? 0 : (outliers?.minHealthPercent ?? 0);
  const near = localityConfig(localitySetting(mesh, settings, service), outliers !== undefined);
  if (value === 0 && Object.keys(near).length === 0) return NO_PANIC;
  return { healthyPanicThreshold: { value }, ...near };
}
