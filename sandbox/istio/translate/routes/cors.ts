import type { CorsPolicy } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';
import { toStringMatch } from './string-match';

/** The per-route setting of `envoy.filters.http.cors`. */
export function translateCors(cors: CorsPolicy): Readonly<Record<string, unknown>> {
  const origins =
    cors.allowOrigins?.map((origin) => toStringMatch(origin) ?? { prefix: '' }) ??
    cors.allowOrigin?.map((origin) => ({ exact: origin })) ??
    [];
  return {
    allowOriginStringMatch: origins,
    allowMethods: (cors.allowMethods ?? []).join(','),
    allowHeaders: (cors.allowHeaders ?? []).join(','),
    exposeHeaders: (cors.exposeHeaders ?? []).join(','),
    ...(cors.maxAge === undefined ? {} : { maxAge: wholeSeconds(cors.maxAge) }),
    ...(cors.allowCredentials === undefined ? {} : { allowCredentials: cors.allowCredentials }),
    forwardNotMatchingPreflights: cors.unmatchedPreflights !== 'IGNORE',
    filterEnabled: { defaultValue: { numerator: 100, denominator: 'HUNDRED' } },
  };
}

function wholeSeconds(duration: string): string {
  return String(Math.trunc(Number(toProtobufDuration(duration).slice(0, -1))));
}
