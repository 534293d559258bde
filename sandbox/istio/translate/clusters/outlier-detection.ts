import type { Cluster, OutlierDetection as EnvoyOutlierDetection } from '../../../envoy/config/index';
import type { OutlierDetection } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';

/** Ejection of bad hosts; the mere block already ejects after Envoy's default of 5 errors. Panic is off unless asked for. */
export function outlierDetection(
  settings: OutlierDetection | undefined,
): Pick<Cluster, 'outlierDetection' | 'commonLbConfig'> {
  if (settings === undefined) return {};
  return {
    outlierDetection: detector(settings),
    commonLbConfig: { healthyPanicThreshold: { value: settings.minHealthPercent ?? 0 } },
  };
}

function detector(settings: OutlierDetection): EnvoyOutlierDetection {
  const errors = settings.consecutive5xxErrors;
  const gateway = settings.consecutiveGatewayErrors;
  const local = settings.consecutiveLocalOriginFailures;
  return {
    ...(errors === undefined
      ? {}
      : { consecutive5xx: errors, enforcingConsecutive5xx: errors > 0 ? 100 : 0 }),
    ...(gateway === undefined
      ? {}
      : { consecutiveGatewayFailure: gateway, enforcingConsecutiveGatewayFailure: gateway > 0 ? 100 : 0 }),
    ...(settings.interval === undefined ? {} : { interval: toProtobufDuration(settings.interval) }),
    ...(settings.baseEjectionTime === undefined
      ? {}
      : { baseEjectionTime: toProtobufDuration(settings.baseEjectionTime) }),
    ...(settings.maxEjectionPercent ? { maxEjectionPercent: settings.maxEjectionPercent } : {}),
    ...(settings.splitExternalLocalOriginErrors
      ? {
          splitExternalLocalOriginErrors: true,
          ...(local ? { consecutiveLocalOriginFailure: local } : {}),
        }
      : {}),
  };
}
