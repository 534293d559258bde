import type { RedirectAction, RouteMatch } from '../../config/index';
import { withoutPort } from '../../match/virtual-host-table';
import { prefixRewrite } from './rewrite';

const STATUS: Readonly<Record<NonNullable<RedirectAction['responseCode']>, number>> = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
};

export function redirectStatus(redirect: RedirectAction): number {
  return STATUS[redirect.responseCode ?? 'MOVED_PERMANENTLY'];
}

/** The port that a scheme stands for. */
const DEFAULT_PORT: Readonly<Record<string, string>> = { http: ':80', https: ':443' };

/**
 * The `location` of a redirect. Without `hostRedirect` the request's host stays, with the port it came with unless
 * `portRedirect` gives another or the port only said the scheme that the redirect leaves
 * (source/common/router/config_impl.cc, newUri and processRequestHost).
 */
export function redirectLocation(
  redirect: RedirectAction,
  match: RouteMatch,
  request: { readonly scheme: string; readonly authority: string; readonly path: string },
): string {
  if (redirect.httpsRedirect === true) return `https://${request.authority}${request.path}`;
  const scheme = redirect.schemeRedirect ?? request.scheme;
  const port = redirect.portRedirect ?? 0;
  // A host that the rule names stands as it is, even when it brings a port of its own.
  const host = redirect.hostRedirect ?? requestHost(request, scheme, port !== 0);
  const place = port === 0 ? host : `${host}:${String(port)}`;
  return `${scheme}://${place}${newPath(redirect, match, request.path)}`;
}

function requestHost(
  { scheme, authority }: { readonly scheme: string; readonly authority: string },
  newScheme: string,
  hasNewPort: boolean,
): string {
  const leavesDefault = newScheme !== scheme && authority.endsWith(DEFAULT_PORT[scheme] ?? ' ');
  return hasNewPort || leavesDefault ? withoutPort(authority) : authority;
}

function newPath(redirect: RedirectAction, match: RouteMatch, path: string): string {
  if (redirect.pathRedirect !== undefined && redirect.pathRedirect !== '') {
    const query = path.indexOf('?');
    if (query < 0 || redirect.pathRedirect.includes('?')) return redirect.pathRedirect;
    return redirect.pathRedirect + path.slice(query);
  }
  if (redirect.prefixRewrite !== undefined && redirect.prefixRewrite !== '')
    return prefixRewrite(match, redirect.prefixRewrite)(path);
  return path;
}
