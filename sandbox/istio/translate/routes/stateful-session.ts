import type { Route } from '../../../envoy/config/index';
import { memoByObject } from '../../../lib/memo';
import {
  hasPersistentSessions,
  SESSION_COOKIE_LABEL,
  SESSION_HEADER_LABEL,
  type Features,
  type Service,
} from '../../discovery/index';

type PerFilterConfig = NonNullable<Route['typedPerFilterConfig']>;

export const STATEFUL_SESSION = 'envoy.filters.http.stateful_session';
const STATES = 'type.googleapis.com/envoy.extensions.http.stateful_session';

/** Whether a service asks for sessions that stay with one endpoint, where istiod is told to heed that. */
export function keepsSessions(features: Pick<Features, 'persistentSessions'>, { labels }: Service): boolean {
  return features.persistentSessions && hasPersistentSessions(labels);
}

/**
 * How requests to a service find the endpoint again that answered before: by a cookie (`name` or `name:/path`), else by a
 * header (pilot/pkg/networking/util/util.go MaybeBuildStatefulSessionFilterConfig).
 */
export function statefulSession(
  features: Pick<Features, 'persistentSessions'>,
  service: Service | undefined,
): PerFilterConfig | undefined {
  return service && keepsSessions(features, service) ? perRoute(service) : undefined;
}

const perRoute = memoByObject(({ labels }: Service): PerFilterConfig => ({
  [STATEFUL_SESSION]: { statefulSession: { sessionState: sessionState(labels) } },
}));

function sessionState(labels: Service['labels']): object {
  const cookie = labels[SESSION_COOKIE_LABEL] ?? '';
  if (cookie === '') {
    const typedConfig = {
      '@type': `${STATES}.header.v3.HeaderBasedSessionState`,
      name: labels[SESSION_HEADER_LABEL],
    };
    return { name: 'envoy.http.stateful_session.header', typedConfig };
  }
  const colon = cookie.indexOf(':');
  const [name, path] = colon < 0 ? [cookie, '/'] : [cookie.slice(0, colon), cookie.slice(colon + 1)];
  return {
    name: 'envoy.http.stateful_session.cookie',
    typedConfig: { '@type': `${STATES}.cookie.v3.CookieBasedSessionState`, cookie: { name, path } },
  };
}
