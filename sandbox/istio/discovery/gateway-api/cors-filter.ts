import type { CorsPolicy, HttpCorsFilter, StringMatch } from '../api/index';

/** A CORS filter in Istio's terms; preflights that do not fit are not forwarded. */
export function toCorsPolicy(cors: HttpCorsFilter): CorsPolicy {
  const origins = (cors.allowOrigins ?? []).filter((origin) => origin !== '').map(toOrigin);
  return {
    ...(origins.length > 0 ? { allowOrigins: origins } : {}),
    ...(cors.allowCredentials === true ? { allowCredentials: true } : {}),
    ...(cors.allowMethods?.length ? { allowMethods: cors.allowMethods } : {}),
    ...(cors.allowHeaders?.length ? { allowHeaders: cors.allowHeaders } : {}),
    ...(cors.exposeHeaders?.length ? { exposeHeaders: cors.exposeHeaders } : {}),
    ...(cors.maxAge !== undefined && cors.maxAge > 0 ? { maxAge: `${String(cors.maxAge)}s` } : {}),
    unmatchedPreflights: 'IGNORE',
  };
}

function toOrigin(origin: string): StringMatch {
  if (origin === '*') return { regex: '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/\\s?#]+$' };
  if (!origin.includes('*')) return { exact: origin };
  if (origin.indexOf('*') === origin.length - 1) return { prefix: origin.slice(0, -1) };
  const quoted = origin.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&').replaceAll('\\*', '.*');
  return { regex: `^${quoted}$` };
}
