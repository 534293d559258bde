import { compareText } from '../../lib/compare-text';
import { httpDate } from '../../lib/calendar';
import { httpResponse, utf8Length, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { bodyOf, headersOf, originOf, urlOf, argsOf } from '../httpbin/request-facts';
import { commonLogTime } from '../nginx';
import { pathOf } from '../request-target';

const LONGEST_DELAY_S = 10;

/** The older httpbin, in Python: header values are plain strings, and gunicorn writes an access log when told to. */
export const pythonHttpbin = defineApp({
  name: 'python-httpbin',
  images: ['kennethreitz/httpbin', 'citizenstig/httpbin'],
  start: (container) => startPythonHttpbin(container),
});

export function startPythonHttpbin(container: Container): AppInstance {
  const { args } = container;
  const logs = args.join(' ').includes('--access-logfile');
  const port = Number(/:(\d+)/.exec(args.join(' '))?.[1] ?? '80');
  container.log('[INFO] Starting gunicorn 19.9.0');
  container.log(`[INFO] Listening at: http://0.0.0.0:${String(port)} (1)`);

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(1, 3));
    const response = yield* answer(request, call);
    if (logs) container.log(accessLine(container, request, response, call));
    return response;
  }

  function* answer(request: HttpRequest, call: Call): Process<HttpResponse> {
    const [, first = '', second = ''] = pathOf(request).split('/');
    const facts = { args: flat(argsOf(request)), headers: headers(request) };
    const { origin, url } = { origin: originOf(request, call), url: urlOf(request) };
    switch (first) {
      case 'headers':
        return json({ headers: facts.headers });
      case 'ip':
        return json({ origin });
      case 'user-agent':
        return json({ 'user-agent': request.headers.get('user-agent') ?? null });
      case 'get':
        return json({ ...facts, origin, url });
      case 'status':
        return make(Number.parseInt(second, 10) || 400, 'text/html; charset=utf-8', '');
      case 'delay':
        yield* sleep(Math.min(Number(second) || 0, LONGEST_DELAY_S) * 1000);
        return json({ ...facts, ...body(request), origin, url });
      case 'anything':
        return json({ ...facts, ...body(request), method: request.method, origin, url });
      case 'post':
      case 'put':
      case 'patch':
      case 'delete':
        if (request.method !== first.toUpperCase())
          return make(405, 'text/html', METHOD_NOT_ALLOWED, [['allow', `${first.toUpperCase()}, OPTIONS`]]);
        return json({ ...facts, ...body(request), origin, url });
      case '':
        return make(200, 'text/html; charset=utf-8', '<!DOCTYPE html>\n<title>httpbin.org</title>\n');
      default:
        return make(404, 'text/html', NOT_FOUND);
    }
  }

  function json(value: object): HttpResponse {
    const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)));
    return make(200, 'application/json', `${JSON.stringify(sorted, undefined, 2)}\n`);
  }

  function make(
    status: number,
    type: string,
    text: string,
    more: readonly (readonly [string, string])[] = [],
  ): HttpResponse {
    return httpResponse(status, text, [
      ['server', 'gunicorn/19.9.0'],
      ['date', httpDate(container.now())],
      ['content-type', type],
      ...more,
      ['access-control-allow-origin', '*'],
      ['access-control-allow-credentials', 'true'],
      ...(text === '' ? [['content-length', '0'] as const] : []),
    ]);
  }

  return { ports: [port], handle };
}

const NOT_FOUND =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n<p>The requested URL was not found on the server.  If you entered the URL manually please check your spelling and try again.</p>\n';
const METHOD_NOT_ALLOWED =
  '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<title>405 Method Not Allowed</title>\n<h1>Method Not Allowed</h1>\n<p>The method is not allowed for the requested URL.</p>\n';

function headers(request: HttpRequest): object {
  return flat(headersOf(request));
}

/** One string where there are several values. */
function flat(record: Readonly<Record<string, readonly string[]>>): object {
  return Object.fromEntries(Object.entries(record).map(([name, values]) => [name, values.join(',')]));
}

function body(request: HttpRequest): object {
  const { data = '', form = {}, json = null } = bodyOf(request) ?? {};
  const isForm = Object.keys(form).length > 0;
  return { data: isForm ? '' : data, files: {}, form: flat(form), json };
}

/** `10.0.0.1 - - [21/Nov/2026:10:00:00 +0000] "GET /get HTTP/1.1" 200 527 "-" "curl/8.16.0"`. */
function accessLine(container: Container, request: HttpRequest, response: HttpResponse, call: Call): string {
  const time = commonLogTime(container.now());
  const agent = request.headers.get('user-agent') ?? '-';
  const length = String(utf8Length(response.body));
  return `${call.peerIP} - - [${time}] "${request.method} ${request.path} HTTP/1.1" ${String(response.status)} ${length} "-" "${agent}"`;
}
