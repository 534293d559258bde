import { describe, expect, it } from 'vitest';
import { short, Stage } from './stage';

const IMAGE = 'mccutchen/go-httpbin:v2.15.0';

const pretty = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

describe('httpbin', () => {
  it('tells a client what it asked, names sorted and in Go’s spelling', () => {
    const { response } = new Stage(IMAGE).ask(
      'POST /anything/a?x=1&x=2',
      { 'x-two': 'b', 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
      '{"k": [1]}',
    );
    expect(response.body).toBe(
      pretty({
        args: { x: ['1', '2'] },
        headers: {
          'Content-Type': ['application/json'],
          Host: ['web'],
          'X-Forwarded-Proto': ['https'],
          'X-Two': ['b'],
        },
        method: 'POST',
        origin: '10.244.0.9',
        url: 'https://web/anything/a?x=1&x=2',
        data: '{"k": [1]}',
        files: {},
        form: {},
        json: { k: [1] },
      }),
    );
    expect(response.headers.entries()).toEqual([
      ['access-control-allow-credentials', 'true'],
      ['access-control-allow-origin', '*'],
      ['content-type', 'application/json; charset=utf-8'],
      ['date', 'Sat, 21 Nov 2026 10:00:00 GMT'],
      ['content-length', String(response.body.length)],
    ]);
  });

  it.each([
    ['GET /ip', `200 ${pretty({ origin: '10.244.0.9' })}`.trim()],
    ['GET /user-agent', `200 ${pretty({ 'user-agent': '' })}`.trim()],
    ['GET /hostname', `200 ${pretty({ hostname: 'go-httpbin' })}`.trim()],
    ['GET /status/503', '503'],
    ['GET /status/418', "418 I'm a teapot!"],
    [
      'GET /status/99',
      `400 ${pretty({ status_code: 400, error: 'Bad Request', detail: 'invalid status code: 99 not in range [100, 599]' })}`.trim(),
    ],
    ['GET /post', '405 Method Not Allowed'],
    ['GET /nothing/here', '404 404 page not found'],
    ['GET /deny', "200 YOU SHOULDN'T BE HERE"],
    ['GET /robots.txt', '200 User-agent: *\nDisallow: /deny'],
    ['GET /unstable?failure_rate=1', '500'],
    [
      'GET /delay/11',
      `400 ${pretty({ status_code: 400, error: 'Bad Request', detail: 'invalid duration: duration 11s longer than 10s' })}`.trim(),
    ],
    ['GET /bearer', '401'],
    ['GET /basic-auth/u/p', `401 ${pretty({ authenticated: false, authorized: false, user: '' })}`.trim()],
  ])('%s', (line, answer) => {
    expect(short(new Stage(IMAGE).ask(line).response)).toBe(answer);
  });

  it.each([
    ['/delay/2', 2000],
    ['/delay/0.5', 500],
    ['/delay/1500ms', 1500],
  ])('%s takes %i ms', (path, delayMs) => {
    const { ms, response } = new Stage(IMAGE).ask(`GET ${path}`);
    expect([response.status, ms >= delayMs && ms < delayMs + 5]).toEqual([200, true]);
  });

  it('draws from weighted statuses', () => {
    const stage = new Stage(IMAGE);
    const statuses = Array.from({ length: 400 }, () => stage.ask('GET /status/200:3,503:1').response.status);
    const failures = statuses.filter((status) => status === 503).length;
    expect([new Set(statuses), failures > 70 && failures < 130]).toEqual([new Set([200, 503]), true]);
  });

  it.each([
    ['/redirect/2', 302, '/relative-redirect/1'],
    ['/redirect/1', 302, '/get'],
    ['/absolute-redirect/2', 302, 'http://web/absolute-redirect/1'],
    ['/status/301', 301, '/redirect/1'],
    ['/redirect-to?url=http%3A%2F%2Fexample.com%2F&status_code=307', 307, 'http://example.com/'],
  ])('%s redirects with %i to %s', (path, status, location) => {
    const { response } = new Stage(IMAGE).ask(`GET ${path}`);
    expect([response.status, response.headers.get('location')]).toEqual([status, location]);
  });

  it('logs each request', () => {
    const stage = new Stage(IMAGE);
    stage.ask('GET /status/200', { 'user-agent': 'curl/8.16.0' });
    expect(stage.logs).toEqual([
      'time=2026-11-21T10:00:00.000Z level=INFO msg="go-httpbin listening on http://0.0.0.0:8080"',
      'time=2026-11-21T10:00:00.000Z level=INFO msg="200 GET /status/200 0ms" status=200 method=GET uri=/status/200 size_bytes=0 duration_ms=0 user_agent=curl/8.16.0 client_ip=10.244.0.9',
    ]);
  });
});

describe('the older httpbin', () => {
  it('gives header values as plain strings and logs as gunicorn does', () => {
    const stage = new Stage('kennethreitz/httpbin', undefined, {
      args: ['gunicorn', '--access-logfile', '-', '-b', '0.0.0.0:80', 'httpbin:app'],
    });
    const { response } = stage.ask('GET /headers', { 'x-one': '1' });
    expect(response.body).toBe(pretty({ headers: { Host: 'web', 'X-One': '1' } }));
    expect(stage.logs.at(-1)).toBe(
      `10.244.0.9 - - [21/Nov/2026:10:00:00 +0000] "GET /headers HTTP/1.1" 200 ${String(response.body.length)} "-" "-"`,
    );
  });
});
