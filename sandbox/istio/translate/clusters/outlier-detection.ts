import type { Cluster, OutlierDetection as EnvoyOutlierDetection } from '../../../envoy/config/index';
import type { OutlierDetection } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';

/** Ejection of bad hosts; the mere block already ejects after Envoy's default of 5 errors. */
export function outlierDetection(
  settings: OutlierDetection | undefined,
): Pick<Cluster, 'outlierDetection' | 'outlierErrorCodes'> {
  if (settings === undefined) return {};
  const codes = settings.outlierDetectionHttpErrorCodes ?? [];
  return {
    outlierDetection: detector(settings),
    ...(codes.length > 0 ? { outlierErrorCodes: codes } : {}),
  };
}

/** In the order of Envoy's message. Judging hosts by their success rate is always off. */
function detector(settings: OutlierDetection): EnvoyOutlierDetection {
  const errors = settings.consecutive5xxErrors;
  const gateway = settings.consecutiveGatewayErrors;
  return {
    ...(errors === undefined ? {} : { consecutive5xx: errors }),
    ...(settings.interval === undefined ? {} : { interval: toProtobufDuration(settings.interval) }),
    ...(settings.baseEjectionTime === undefined
      ? {}
      : { baseEjectionTime: toProtobufDuration(settings.baseEjectionTime) }),
    ...(settings.maxEjectionPercent ? { maxEjectionPercent: settings.maxEjectionPercent } : {}),
    ...(errors === undefined ? {} : { enforcingConsecutive5xx: errors > 0 ? 100 : 0 }),
    enforcingSuccessRate: 0,
    ...(gateway === undefined
      ? {}
      : { consecutiveGatewayFailure: gateway, enforcingConsecutiveGatewayFailure: gateway > 0 ? 100 : 0 }),
    ...(settings.splitExternalLocalOriginErrors ? localOrigin(settings) : {}),
  };
}

/** Failures to reach a host at all, counted apart. */
function localOrigin({ consecutiveLocalOriginFailures: failures }: OutlierDetection): EnvoyOutlierDetection {
  return {
    splitExternalLocalOriginErrors: true,
    ...(failures
      ? { consecutiveLocalOriginFailure: failures, enforcingConsecutiveLocalOriginFailure: 100 }
      : {}),
    enforcingLocalOriginSuccessRate: 0,
  };
}
