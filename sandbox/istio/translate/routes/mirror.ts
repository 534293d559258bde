import type { RequestMirrorPolicy } from '../../../envoy/config/index';
import type { Destination, HttpRoute, Percent } from '../../discovery/api/index';
import type { Features } from '../../discovery/index';
import { perMillion } from './fault';

type Fraction = RequestMirrorPolicy['runtimeFraction'];

/** Copies of the request; a share of 0 removes the mirror, no share means all. */
export function translateMirrors(
  route: HttpRoute,
  clusterOf: (destination: Destination) => string,
  features: Features,
): RequestMirrorPolicy[] {
  const result: RequestMirrorPolicy[] = [];
  const add = (destination: Destination, fraction: Fraction | undefined): void => {
    if (fraction !== undefined) result.push(mirrorPolicy(clusterOf(destination), fraction, features));
  };
  if (route.mirror)
    add(route.mirror, fractionOf(route.mirrorPercentage, route.mirrorPercent ?? route.mirror_percent));
  for (const mirror of route.mirrors ?? []) {
    if (mirror.destination) add(mirror.destination, fractionOf(mirror.percentage, undefined));
  }
  return result;
}

/** A mirror that makes no spans of its own; its host gets `-shadow` only where istiod is told so. */
export function mirrorPolicy(
  cluster: string,
  runtimeFraction: Fraction,
  { disableShadowHostSuffix }: Pick<Features, 'disableShadowHostSuffix'>,
): RequestMirrorPolicy {
  return {
    cluster,
    runtimeFraction,
    traceSampled: false,
    disableShadowHostSuffixAppend: disableShadowHostSuffix,
  };
}

function fractionOf(percentage: Percent | undefined, percent: number | undefined): Fraction | undefined {
  if (percentage) return (percentage.value ?? 0) > 0 ? { defaultValue: perMillion(percentage) } : undefined;
  const hundredths = percent ?? 100;
  return hundredths > 0 ? { defaultValue: { numerator: hundredths, denominator: 'HUNDRED' } } : undefined;
}
