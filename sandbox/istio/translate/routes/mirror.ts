import type { RequestMirrorPolicy } from '../../../envoy/config/index';
import type { Destination, HttpRoute, Percent } from '../../discovery/api/index';
import { perMillion } from './fault';

type Fraction = RequestMirrorPolicy['runtimeFraction'];

/** Copies of the request; a share of 0 removes the mirror, no share means all. */
export function translateMirrors(
  route: HttpRoute,
  clusterOf: (destination: Destination) => string,
): RequestMirrorPolicy[] {
  const result: RequestMirrorPolicy[] = [];
  const add = (destination: Destination, fraction: Fraction | undefined): void => {
    if (fraction === undefined) return;
    result.push({
      cluster: clusterOf(destination),
      runtimeFraction: fraction,
      disableShadowHostSuffixAppend: true,
    });
  };
  if (route.mirror) add(route.mirror, fractionOf(route.mirrorPercentage, route.mirrorPercent));
  for (const mirror of route.mirrors ?? []) {
    if (mirror.destination) add(mirror.destination, fractionOf(mirror.percentage, undefined));
  }
  return result;
}

function fractionOf(percentage: Percent | undefined, percent: number | undefined): Fraction | undefined {
  if (percentage) return (percentage.value ?? 0) > 0 ? { defaultValue: perMillion(percentage) } : undefined;
  const hundredths = percent ?? 100;
  return hundredths > 0 ? { defaultValue: { numerator: hundredths, denominator: 'HUNDRED' } } : undefined;
}
