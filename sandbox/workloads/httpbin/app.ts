import { isoMillis } from '../../lib/calendar';
import type { HttpRequest, HttpResponse } from '../../net/index';
import { utf8Length } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { pathOf, queryOf } from '../request-target';
import { Answers, JSON_TYPE, TEXT_TYPE } from './answers';
import { authAnswer } from './auth';
import { documents } from './documents';
import { goDuration, parseDelay } from './go-duration';
import { argsOf, bodyOf, headersOf, originOf, urlOf } from './request-facts';
import { statusAnswer } from './status';
import { drip, followed, serverSentEvents, streamed } from './streams';

const PORT = 8080;
const LONGEST_DELAY_MS = 10_000;
const METHODS = 'GET, POST, HEAD, PUT, DELETE, PATCH, OPTIONS';

/** go-httpbin: tells a client what it asked (facts: mccutchen/go-httpbin v2.15.0). */
export const httpbin = defineApp({
  name: 'httpbin',
  images: ['mccutchen/go-httpbin', 'ghcr.io/mccutchen/go-httpbin'],
  start: (container) => startHttpbin(container),
});

function startHttpbin(container: Container): AppInstance {
  const port = Number(container.env['PORT'] ?? PORT);
  const log = (message: string): void => {
    container.log(`time=${isoMillis(container.now())} level=INFO ${message}`);
  };
  log(`msg="go-httpbin listening on http://0.0.0.0:${String(port)}"`);

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    const startMs = container.now();
    yield* sleep(container.random.between(0.2, 0.8));
    return followed(yield* answer(request, call), (response) => {
      logRequest(request, call, response, startMs);
    });
  }

  function logRequest(request: HttpRequest, call: Call, response: HttpResponse, startMs: number): void {
    const status = String(response.status);
    const agent = request.headers.get('user-agent') ?? '';
    const took = String(container.now() - startMs);
    log(
      `msg="${status} ${request.method} ${request.path} ${took}ms" status=${status} method=${request.method} uri=${request.path} size_bytes=${String(utf8Length(response.body))} duration_ms=${took} user_agent=${agent} client_ip=${originOf(request, call)}`,
    );
  }

  function* answer(request: HttpRequest, call: Call): Process<HttpResponse> {
    const answers = new Answers(container, request);
    if (request.method === 'OPTIONS') return preflight(request, answers);
    const [, first = '', ...rest] = pathOf(request).split('/');
    const [second = ''] = rest;
    if (first === 'anything') return echo(request, call, answers);
    const alone = rest.length === 0;
    if (alone && BODY_METHOD[first] !== undefined) {
      if (request.method !== BODY_METHOD[first]) return answers.methodNotAllowed(BODY_METHOD[first]);
      return echo(request, call, answers);
    }
    if (alone && (first === 'get' || first === 'head')) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return answers.methodNotAllowed('GET, HEAD');
      return answers.json(requestFacts(request, call));
    }
    switch (first) {
      case 'headers':
        return answers.json({ headers: headersOf(request) });
      case 'ip':
        return answers.json({ origin: originOf(request, call) });
      case 'user-agent':
        return answers.json({ 'user-agent': request.headers.get('user-agent') ?? '' });
      case 'hostname':
        return answers.json({ hostname: hostname() });
      case 'uuid':
        return answers.json({ uuid: container.random.uuid() });
      case 'status':
        return second === '' ? answers.notFound() : statusAnswer(second, answers, container.random);
      case 'delay':
        return yield* delay(second, request, call, answers);
      case 'unstable':
        return unstable(request, answers);
      case 'response-headers':
        return responseHeaders(request, answers);
      case 'redirect':
      case 'relative-redirect':
      case 'absolute-redirect':
        return redirect(first, second, request, answers);
      case 'redirect-to':
        return redirectTo(request, answers);
      case 'drip':
        return yield* drip(request, answers);
      case 'sse':
        return yield* serverSentEvents(request, answers, () => container.now());
      case 'stream':
        return stream(second, request, call, answers);
      case 'bytes':
        return answers.answer(200, 'application/octet-stream', container.random.hex(Number(second) || 0));
      case 'deny':
        return answers.answer(200, TEXT_TYPE, "YOU SHOULDN'T BE HERE");
      default: {
        const page = documents[pathOf(request)];
        if (page !== undefined) return answers.answer(200, page.type, page.body);
        return authAnswer(first, rest, request, answers) ?? answers.notFound();
      }
    }
  }

  function hostname(): string {
    const real = container.args.includes('-use-real-hostname') || container.env['USE_REAL_HOSTNAME'] === '1';
    return real ? container.hostname : 'go-httpbin';
  }

  function* delay(text: string, request: HttpRequest, call: Call, answers: Answers): Process<HttpResponse> {
    const ms = parseDelay(text);
    if (ms === undefined)
      return answers.error(
        400,
        `invalid duration: strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`,
      );
    if (ms > LONGEST_DELAY_MS || ms < 0) {
      const bound = ms < 0 ? 'shorter than 0s' : `longer than ${goDuration(LONGEST_DELAY_MS)}`;
      return answers.error(400, `invalid duration: duration ${goDuration(ms)} ${bound}`);
    }
    yield* sleep(ms);
    return echo(request, call, answers);
  }

  function unstable(request: HttpRequest, answers: Answers): HttpResponse {
    const rate = Number(queryOf(request, 'failure_rate') ?? '0.5');
    if (Number.isNaN(rate) || rate < 0 || rate > 1) return answers.error(400, 'invalid failure rate');
    return answers.answer(container.random.float() < rate ? 500 : 200, TEXT_TYPE, '');
  }

  return { ports: [port], handle };
}

/** Paths that take one method and echo its body. */
const BODY_METHOD: Readonly<Record<string, string | undefined>> = {
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
};

function requestFacts(request: HttpRequest, call: Call): object {
  return {
    args: argsOf(request),
    headers: headersOf(request),
    method: request.method,
    origin: originOf(request, call),
    url: urlOf(request),
  };
}

function echo(request: HttpRequest, call: Call, answers: Answers): HttpResponse {
  if (request.method === 'HEAD') return answers.json(requestFacts(request, call));
  const body = bodyOf(request);
  if (body === undefined) return answers.error(400, 'error parsing request body: invalid character in JSON');
  return answers.json({ ...requestFacts(request, call), ...body });
}

function preflight(request: HttpRequest, answers: Answers): HttpResponse {
  const wanted = request.headers.get('access-control-request-headers');
  return answers.answer(200, '', '', [
    ['access-control-allow-methods', METHODS],
    ['access-control-max-age', '3600'],
    ...(wanted === undefined ? [] : [['access-control-allow-headers', wanted] as const]),
  ]);
}

function responseHeaders(request: HttpRequest, answers: Answers): HttpResponse {
  const args = { 'Content-Type': ['application/json; charset=utf-8'], ...argsOf(request) };
  const headers = Object.entries(args)
    .filter(([name]) => name !== 'Content-Type')
    .flatMap(([name, values]) => values.map((value) => [name.toLowerCase(), value] as const));
  return answers.json(args, 200, headers);
}

function redirect(kind: string, count: string, request: HttpRequest, answers: Answers): HttpResponse {
  if (!/^-?\d+$/.test(count)) return answers.error(400, 'invalid redirect count');
  const left = Number(count) - 1;
  if (left < 0) return answers.error(400, 'redirect count must be > 0');
  const absolute = kind.startsWith('absolute') || queryOf(request, 'absolute')?.toLowerCase() === 'true';
  const path = left === 0 ? '/get' : `/${absolute ? 'absolute' : 'relative'}-redirect/${String(left)}`;
  const base = absolute ? urlOf({ ...request, path: '' }) : '';
  return answers.redirect(base + path);
}

function redirectTo(request: HttpRequest, answers: Answers): HttpResponse {
  const url = queryOf(request, 'url');
  if (url === undefined || url === '') return answers.error(400, 'missing required query parameter: url');
  const status = Number(queryOf(request, 'status_code') ?? '302');
  if (!(status >= 300 && status <= 399))
    return answers.error(400, `invalid status code: ${String(status)} not in range [300, 399]`);
  return answers.redirect(url, status);
}

/** One compact JSON object a line. */
function stream(count: string, request: HttpRequest, call: Call, answers: Answers): HttpResponse {
  if (!/^-?\d+$/.test(count)) return answers.error(400, 'invalid count');
  const lines = Math.min(Math.max(Number(count), 1), 100);
  const { method: _method, ...facts } = requestFacts(request, call) as Record<string, unknown>;
  const line = (id: number): string => `${JSON.stringify({ id, ...facts })}\n`;
  return streamed(answers.head(200, JSON_TYPE), lines, line);
}
