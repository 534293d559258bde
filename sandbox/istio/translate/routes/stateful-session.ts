import type { Route } from '../../../envoy/config/index';
import { memoByObject } from '../../../lib/memo';
import type { Features, Service } from '../../discovery/index';

type PerFilterConfig = NonNullable<Route['typedPerFilterConfig']>;

export const STATEFUL_SESSION = 'envoy.filters.http.stateful_session';
const COOKIE_LABEL = 'istio.io/persistent-session';
const HEADER_LABEL = 'istio.io/persistent-session-header';
const STATES = 'type.googleapis.com/envoy.extensions.http.stateful_session';

/** Whether a service asks for sessions that stay with one endpoint, where istiod is told to heed that. */
export function keepsSessions(features: Pick<Features, 'persistentSessions'>, { labels }: Service): boolean {
  return features.persistentSessions && Boolean(labels[COOKIE_LABEL] || labels[HEADER_LABEL]);
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
  const cookie = labels[COOKIE_LABEL] ?? '';
  if (cookie === '') {
    const typedConfig = {
      '@type': `${STATES}.header.v3.HeaderBasedSessionState`,
      name: labels[HEADER_LABEL],
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
