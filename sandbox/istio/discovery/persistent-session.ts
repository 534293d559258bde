/** On a service: its requests go to one endpoint for as long as the client shows a cookie (`name` or `name:/path`). */
export const SESSION_COOKIE_LABEL = 'istio.io/persistent-session';
/** The same by a header. */
export const SESSION_HEADER_LABEL = 'istio.io/persistent-session-header';

/** Whether a service asks for sessions that stay with one endpoint. */
export function hasPersistentSessions(labels: Readonly<Record<string, string>>): boolean {
  return Boolean(labels[SESSION_COOKIE_LABEL] || labels[SESSION_HEADER_LABEL]);
}
