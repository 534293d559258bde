import { isFailure, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { BOOKINFO_PORT, bookinfoImages, propagated } from '../bookinfo/family';
import { flask, HTML, methodNotAllowed, notFound, redirect, serverError } from '../flask';
import { formFields, pathOf, segmentsOf } from '../request-target';
import { indexPage } from './index-page';
import { productPage, type Part } from './page';
import { PRODUCT, pythonJson } from './products';
import { endSession, sessionCookie, userOf } from './session';

/** How long it waits for each of the others. */
const PATIENCE_MS = 3000;
/** Reviews are asked a second time when the first answer is bad: a fault on purpose, for lessons about timeouts. */
const TRIES = { details: 1, reviews: 2, ratings: 1 } as const;
type PartName = keyof typeof TRIES;

/** The page of Bookinfo, put together from details and reviews; who has signed in travels on as `end-user`. */
export const productpage = defineApp({
  name: 'productpage',
  images: bookinfoImages('productpage-v1'),
  start: (container) => startProductpage(container),
});

function startProductpage(container: Container): AppInstance {
  const { env } = container;
  const counts = new Map<string, number>();
  container.log('[INFO] Starting gunicorn 23.0.0');
  container.log(`[INFO] Listening at: http://[::]:${String(BOOKINFO_PORT)} (1)`);

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(4, 9));
    const path = pathOf(request);
    if (path === '/login') return login(request);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return methodNotAllowed(container, 'GET, HEAD, OPTIONS');
    switch (path) {
      case '/':
      case '/index.html':
        return flask(container, 200, HTML, indexPage());
      case '/health':
        return flask(container, 200, HTML, 'Product page is healthy');
      case '/metrics':
        return flask(container, 200, 'text/plain; version=0.0.4; charset=utf-8', metrics());
      case '/logout':
        return leave(request, endSession());
      case '/productpage':
        return yield* front(request, call);
      case '/static/tailwind/tailwind.css':
        return flask(container, 200, 'text/css; charset=utf-8', '.text-red-500 { color: red }\n');
      case '/static/img/izzy.png':
        return flask(container, 200, 'image/png', '');
      default:
        return yield* api(request, call);
    }
  }

  function* front(request: HttpRequest, call: Call): Process<HttpResponse> {
    const details = yield* ask('details', 0, request, call);
    const reviews = yield* ask('reviews', 0, request, call);
    const headers = [['vary', 'Cookie']] as const;
    return flask(container, 200, HTML, productPage(userOf(request), details, reviews), headers);
  }

  function* api(request: HttpRequest, call: Call): Process<HttpResponse> {
    const [root, version, collection, id, part = 'details', ...more] = segmentsOf(request);
    if (root !== 'api' || version !== 'v1' || collection !== 'products' || more.length > 0)
      return notFound(container);
    if (id === undefined) return flask(container, 200, 'application/json', pythonJson([PRODUCT]));
    if (!isPart(part)) return notFound(container);
    const { status, body } = yield* ask(part, id, request, call);
    return flask(container, status, 'application/json', pythonJson(body), [['vary', 'Cookie']]);
  }

  function* ask(name: PartName, id: number | string, request: HttpRequest, call: Call): Process<Part> {
    const url = `${urlOf(name)}/${name}/${String(id)}`;
    const user = userOf(request);
    const headers = [...propagated(request), ...(user === undefined ? [] : [['end-user', user] as const])];
    let status = 500;
    for (let attempt = 0; attempt < TRIES[name]; attempt++) {
      const outcome = yield* call.fetch({ url, headers, timeoutMs: PATIENCE_MS });
      status = isFailure(outcome) ? 500 : outcome.status;
      count(name, status);
      const body = isFailure(outcome) || status !== 200 ? undefined : parseObject(outcome.body);
      if (body !== undefined) return { status: 200, body };
    }
    const error = `Sorry, product ${name} are currently unavailable for this book.`;
    return { status, body: { error } };
  }

  function urlOf(name: PartName): string {
    const key = name.toUpperCase();
    const domain = env['SERVICES_DOMAIN'] === undefined ? '' : `.${env['SERVICES_DOMAIN']}`;
    const port = env[`${key}_SERVICE_PORT`] ?? String(BOOKINFO_PORT);
    return `http://${env[`${key}_HOSTNAME`] ?? name}${domain}:${port}`;
  }

  function login(request: HttpRequest): HttpResponse {
    if (request.method !== 'POST') return methodNotAllowed(container, 'OPTIONS, POST');
    const user = formFields(request.body).get('username')?.[0] ?? '';
    return leave(request, sessionCookie(user, container.now()));
  }

  /** Back to where the browser came from; a request that does not say where breaks the service, as in the original. */
  function leave(request: HttpRequest, cookie: string): HttpResponse {
    const referrer = request.headers.get('referer');
    return referrer === undefined ? serverError(container) : redirect(container, referrer, cookie);
  }

  function count(app: string, status: number): void {
    const labels = `destination_app="${app}",response_code="${String(status)}"`;
    counts.set(labels, (counts.get(labels) ?? 0) + 1);
  }

  function metrics(): string {
    const lines = [...counts].map(
      ([labels, value]) => `request_result_total{${labels}} ${String(value)}.0\n`,
    );
    return `# HELP request_result_total Results of requests\n# TYPE request_result_total counter\n${lines.join('')}`;
  }

  return { ports: [BOOKINFO_PORT], handle };
}

function isPart(name: string): name is PartName {
  return name in TRIES;
}

function parseObject(text: string): Part['body'] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Part['body']) : undefined;
  } catch {
    return undefined;
  }
}
