import { httpDate } from '../../lib/calendar';
import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { canonicalName } from '../httpbin/request-facts';
import { pathOf, queryOf } from '../request-target';

const FORTIO_VERSION = '1.75.2';
const HTTP_PORT = 8080;
const REDIRECT_PORT = 8081;
const TCP_PORT = 8078;

/** The load generator's own server: echoes bodies, tells what it was asked at `/debug`; TCP sends back what comes in. */
export const fortio = defineApp({
  name: 'fortio',
  images: ['fortio/fortio', 'istio/fortio'],
  start: (container) => startFortio(container),
});

function startFortio(container: Container): AppInstance {
  const startedMs = container.now();
  for (const [what, port] of [
    ['tcp-echo', TCP_PORT],
    ['https redirector', REDIRECT_PORT],
    ['http-echo', HTTP_PORT],
  ] as const) {
    container.log(`Fortio ${FORTIO_VERSION} ${what} server listening on tcp [::]:${String(port)}`);
  }

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    const wait = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(queryOf(request, 'delay') ?? '');
    yield* sleep(wait ? Number(wait[1]) * (wait[2] === 's' ? 1000 : 1) : container.random.between(0.1, 0.4));
    const status = Number(queryOf(request, 'status') ?? '200') || 400;
    const path = pathOf(request);
    if (path === '/debug' || path.startsWith('/debug/'))
      return answer(status, debug(request, call), 'text/plain; charset=UTF-8');
    if (path === '/fortio' || path.startsWith('/fortio/'))
      return answer(
        200,
        `<!DOCTYPE html>\n<title>Φορτίο v${FORTIO_VERSION} control UI</title>\n`,
        'text/html',
      );
    return answer(status, request.body, request.headers.get('content-type') ?? 'text/plain; charset=UTF-8');
  }

  function answer(status: number, body: string, type: string): HttpResponse {
    return httpResponse(status, body, [
      ['content-type', type],
      ['date', httpDate(container.now())],
      ...(body === '' ? [['content-length', '0'] as const] : []),
    ]);
  }

  function debug(request: HttpRequest, call: Call): string {
    const uptime = String((container.now() - startedMs) / 1000);
    const headers = request.headers.entries().map(([name, value]) => `${canonicalName(name)}: ${value}`);
    return [
      `Φορτίο version ${FORTIO_VERSION} echo debug server up for ${uptime}s on ${container.hostname} - request from ${call.peerIP}`,
      '',
      `${request.method} ${request.path} HTTP/1.1`,
      '',
      'headers:',
      '',
      `Host: ${request.authority}`,
      ...headers.sort(),
      '',
      'body:',
      '',
      request.body,
      '',
    ].join('\n');
  }

  return {
    ports: [HTTP_PORT, REDIRECT_PORT, TCP_PORT],
    handle,
    *tcp(text) {
      yield* sleep(0.1);
      return text;
    },
  };
}
