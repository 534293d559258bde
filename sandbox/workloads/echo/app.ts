import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { pathOf } from '../request-target';
import { selfSigned } from './self-signed';

/**
 * Answers every request with the request as it saw it, as JSON; also stands in for images nobody knows.
 * Paths: `/status/<code>`, `/delay/<ms>`, `/header/<name>/<value>`, `/flaky/<key>/<n>` (503 for the first n).
 * Environment: ECHO_STATUS, ECHO_DELAY_MS, ECHO_PORT_CLOSED=1, ECHO_TCP=1, ECHO_TLS_PORTS=8443,9443,
 * ECHO_TLS_CERT=/etc/certs/tls.crt (a file of a volume; without it the certificate is one that nobody signed),
 * ECHO_TLS_CLIENT_CA=/etc/certs/ca.crt (who vouches for clients; others are turned away).
 */
export const echo = defineApp({
  name: 'echo',
  images: ['echo'],
  start: (container) => startEcho(container),
});

export function startEcho(container: Container): AppInstance {
  const { env } = container;
  if (env['ECHO_PORT_CLOSED'] === '1') return { closed: true };
  const workload = workloadOf(container.hostname);
  if (env['ECHO_TCP'] === '1') {
    return {
      *tcp() {
        yield* sleep(0.1);
        return `hello ${workload} ${container.labels['version'] ?? ''}\n`;
      },
    };
  }
  const delayMs = Number(env['ECHO_DELAY_MS'] ?? 0);
  const status = Number(env['ECHO_STATUS'] ?? 200);
  const seen = new Map<string, number>();
  const certificates = container.file(env['ECHO_TLS_CERT'] ?? '') ?? selfSigned;
  const clientAnchors = container.file(env['ECHO_TLS_CLIENT_CA'] ?? '');
  const clients = clientAnchors === undefined ? {} : { clientAnchors, turnsAway: true };
  const tlsPorts = (env['ECHO_TLS_PORTS'] ?? '').split(',').map(Number);
  const tls = tlsPorts.map((port) => ({ port, certificates, ...clients }));

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    const [verb, first = '', second = ''] = pathOf(request).split('/').slice(1);
    const waitMs = delayMs + (verb === 'delay' ? Number.parseInt(first, 10) || 0 : 0);
    yield* sleep(Math.max(waitMs, 0.2));
    const headers: [string, string][] = [['content-type', 'application/json']];
    if (verb === 'header') headers.push([first, second]);
    return httpResponse(statusFor(verb, first, second), body(request, call), headers);
  }

  function statusFor(verb: string | undefined, first: string, second: string): number {
    if (verb === 'status') return Number.parseInt(first, 10) || status;
    if (verb !== 'flaky') return status;
    const before = seen.get(first) ?? 0;
    seen.set(first, before + 1);
    return before < Number(second) ? 503 : status;
  }

  function body(request: HttpRequest, call: Call): string {
    const headers: Record<string, string> = {};
    for (const [name] of request.headers.entries())
      headers[name.toLowerCase()] = request.headers.get(name) ?? '';
    return JSON.stringify({
      workload,
      version: container.labels['version'] ?? '',
      namespace: container.namespace,
      pod: container.hostname,
      port: call.port,
      method: request.method,
      path: request.path,
      host: request.authority,
      headers,
    });
  }

  return { handle, tls };
}

/** `web-v1` of `web-v1-7d4b9c-x2x9p`. */
function workloadOf(podName: string): string {
  return podName.replace(/-[a-z0-9]+-[a-z0-9]{5}$/, '');
}
