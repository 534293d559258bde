/** What is spoken on a connection. */
export type Application = 'http/1.0' | 'http/1.1' | 'h2' | 'tcp';

/** What a request on such a connection is written in, as logs have it. */
export function httpVersion(application: Application | undefined): string {
  if (application === 'h2') return 'HTTP/2';
  return application === 'http/1.0' ? 'HTTP/1.0' : 'HTTP/1.1';
}
