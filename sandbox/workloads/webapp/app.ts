import {
  httpResponse,
  isFailure,
  type HttpOutcome,
  type HttpRequest,
  type HttpResponse,
} from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { logAccess, nginxError, nginxHeaders } from '../nginx';
import { page } from './page';

const SERVER = 'nginx/1.14.0';
const GATEWAY = 'http://fleetman-api-gateway:8080';
/** `proxy_read_timeout` of the image's configuration. */
const READ_TIMEOUT_MS = 90_000;
/** Headers of one connection, which a proxy does not pass on, and those it sets itself. */
const REPLACED = new Set([
  'connection',
  'keep-alive',
  'host',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'x-real-ip',
  'x-forwarded-for',
  'x-forwarded-proto',
  ,
]);
/** When the image's files were made. */
const LAST_MODIFIED = 'Thu, 05 Sep 2019 13:22:45 GMT';

/** nginx with the app's single page; `/api` is handed to the API gateway. Tag `6-experimental` is the red edition. */
export const webapp = defineApp({
  name: 'webapp',
  images: ['richardchesterwood/istio-fleetman-webapp-angular'],
  start: (container) => startWebapp(container),
});

function startWebapp(container: Container): AppInstance {
  const html = page(container.tag.startsWith('6-experimental'));

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(0.2, 0.6));
    const response = request.path.startsWith('/api') ? yield* pass(request, call) : file(request);
    logAccess(container, request, response, call);
    return response;
  }

  function file(request: HttpRequest): HttpResponse {
    if (request.method !== 'GET' && request.method !== 'HEAD') return errorPage(405, 'Not Allowed');
    return httpResponse(200, html, [
      ...nginxHeaders(container, SERVER, 'text/html', html),
      ['last-modified', LAST_MODIFIED],
      ['expires', 'Thu, 01 Jan 1970 00:00:01 GMT'],
      ['cache-control', 'no-cache, no-store, must-revalidate'],
      ['accept-ranges', 'bytes'],
    ]);
  }

  /** `location /api { proxy_pass http://fleetman-api-gateway:8080/; }`: what follows `/api` is put behind a slash. */
  function* pass(request: HttpRequest, call: Call): Process<HttpResponse> {
    const headers = request.headers.entries().filter(([name]) => !REPLACED.has(name.toLowerCase()));
    const forwarded = request.headers.get('x-forwarded-for');
    const outcome = yield* call.fetch({
      method: request.method,
      url: `${GATEWAY}/${request.path.slice('/api'.length)}`,
      headers: [
        ['host', 'fleetman-api-gateway'],
        ['x-real-ip', call.peerIP],
        ...headers,
        ['x-forwarded-for', forwarded === undefined ? call.peerIP : `${forwarded}, ${call.peerIP}`],
        ['x-forwarded-proto', 'http'],
      ],
      body: request.body,
      timeoutMs: READ_TIMEOUT_MS,
    });
    return isFailure(outcome) ? badGateway(outcome) : relabel(outcome);
  }

  function badGateway(outcome: Exclude<HttpOutcome, HttpResponse>): HttpResponse {
    container.log(`[error] 7#7: *1 ${outcome.failure} while reading response header from upstream`);
    return outcome.failure === 'timeout' ? errorPage(504, 'Gateway Time-out') : errorPage(502, 'Bad Gateway');
  }

  function relabel(response: HttpResponse): HttpResponse {
    const headers = response.headers.clone();
    headers.set('server', SERVER);
    return { ...response, headers };
  }

  function errorPage(status: number, reason: string): HttpResponse {
    return nginxError(container, SERVER, status, reason, { bodyTag: '<body bgcolor="white">' });
  }

  return { ports: [80], handle };
}
