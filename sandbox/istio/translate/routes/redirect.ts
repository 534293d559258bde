import type { RedirectAction } from '../../../envoy/config/index';
import type { HttpRedirect } from '../../discovery/api/index';

const RESPONSE_CODES: Readonly<Record<number, NonNullable<RedirectAction['responseCode']>>> = {
  301: 'MOVED_PERMANENTLY',
  302: 'FOUND',
  303: 'SEE_OTHER',
  307: 'TEMPORARY_REDIRECT',
  308: 'PERMANENT_REDIRECT',
};

/** @param listenPort what FROM_REQUEST_PORT means; undefined answer = a code Envoy cannot send, the route has no action */
export function translateRedirect(
  redirect: HttpRedirect,
  listenPort: number,
  isTls: boolean,
): RedirectAction | undefined {
  const responseCode = RESPONSE_CODES[redirect.redirectCode ?? 301];
  if (responseCode === undefined) return undefined;
  const port = redirectPort(redirect, listenPort, isTls);
  return {
    ...(redirect.authority ? { hostRedirect: redirect.authority } : {}),
    ...(redirect.prefixRewrite
      ? { prefixRewrite: redirect.prefixRewrite }
      : redirect.uri
        ? { pathRedirect: redirect.uri }
        : {}),
    ...(redirect.scheme ? { schemeRedirect: redirect.scheme } : {}),
    ...(port === undefined ? {} : { portRedirect: port }),
    responseCode,
  };
}

/** The scheme's own port is left out: Envoy then keeps whatever port the request had. */
function redirectPort(redirect: HttpRedirect, listenPort: number, isTls: boolean): number | undefined {
  const port = redirect.derivePort === 'FROM_REQUEST_PORT' ? listenPort : redirect.port;
  const scheme = redirect.scheme || (isTls ? 'https' : 'http');
  if ((port === 80 && scheme === 'http') || (port === 443 && scheme === 'https')) return undefined;
  return port === 0 ? undefined : port;
}
