import type { Cluster } from '../../../envoy/config/index';
import type { Service } from '../../discovery/index';
import type { Context } from '../context';
import { localityConfig, localitySetting } from '../load-assignments/locality-setting';
import type { EffectivePolicy } from './traffic-policy';

const NO_PANIC: Cluster['commonLbConfig'] = { healthyPanicThreshold: { value: 0 } };

/** Panic (all hosts are used when few are healthy) is off unless outlier detection names a share. */
export function commonLbConfig(
  { snapshot: { mesh } }: Context,
  service: Service,
  { loadBalancer: settings, outlierDetection: outliers }: EffectivePolicy,
): Cluster['commonLbConfig'] {
  const value = outliers?.minHealthPercent ?? 0;
  const near = localityConfig(localitySetting(mesh, settings, service), outliers !== undefined);
  if (value === 0 && Object.keys(near).length === 0) return NO_PANIC;
  return { healthyPanicThreshold: { value }, ...near };
}
