import { describe, expect, it } from 'vitest';
import type { HttpOutcome } from '../../sandbox/net/index';
import { httpResponse } from '../../sandbox/net/index';
import type { OutgoingRequest } from '../../sandbox/workloads/index';
import { short, Stage } from './stage';

const IMAGE = 'registry.istio.io/release/examples-bookinfo';
const RATINGS = '{"id":0,"ratings":{"Reviewer1":5,"Reviewer2":4}}';
const FIRST = 'An extremely entertaining play by Shakespeare. The slapstick humour is refreshing!';
const SECOND =
  'Absolutely fun and entertaining. The play lacks thematic depth when compared to other plays by Shakespeare.';
const FAILED = '"rating": {"error": "Ratings service is currently unavailable"}';
const BOOK =
  '{"id":0,"author":"William Shakespeare","year":1595,"type":"paperback","pages":200,"publisher":"PublisherA","language":"English","ISBN-10":"1234567890","ISBN-13":"123-1234567890"}';

/** What the JSON of reviews looks like with something behind the text of each review. */
function reviewsJson(first = '', second = '', cluster = 'null'): string {
  const entry = (n: number, text: string, rating: string): string =>
    `{  "reviewer": "Reviewer${String(n)}",  "text": "${text}"${rating === '' ? '' : `, ${rating}`}}`;
  return `{"id": "0","podname": "web-v1-7d4b9c6f5-x2x9p","clustername": "${cluster}","reviews": [${entry(1, FIRST, first)},${entry(2, SECOND, second)}]}`;
}

const stars = (count: number, color: string): string =>
  `"rating": {"stars": ${String(count)}, "color": "${color}"}`;

describe('details', () => {
  it.each([
    ['GET /details/0', 200, BOOK],
    ['GET /details/7', 200, BOOK.replace('"id":0', '"id":7')],
    ['GET /details/x', 400, '{"error":"please provide numeric product id"}'],
    ['GET /health', 200, '{"status":"Details is healthy"}'],
  ])('%s is %i', (line, status, body) => {
    const { response } = new Stage(`${IMAGE}-details-v1:1.20.3`).ask(line);
    expect([response.status, response.body]).toEqual([status, body]);
  });

  it('asks the external book service over TLS, or without when told', () => {
    const ask = (env: Record<string, string>): string | undefined => {
      const stage = new Stage(`${IMAGE}-details-v2:1.20.3`, undefined, { env });
      stage.ask('GET /details/0', { 'end-user': 'jason' });
      return stage.calls[0]?.url;
    };
    const external = { ENABLE_EXTERNAL_BOOK_SERVICE: 'true' };
    expect([ask({}), ask(external), ask({ ...external, DO_NOT_ENCRYPT: 'true' })]).toEqual([
      undefined,
      'https://www.googleapis.com/books/v1/volumes?q=isbn:0486424618',
      'http://www.googleapis.com/books/v1/volumes?q=isbn:0486424618',
    ]);
  });
});

describe('reviews', () => {
  const answer = (version: string, upstream: HttpOutcome, env = {}): string =>
    new Stage(`${IMAGE}-reviews-${version}:1.20.3`, () => upstream, { env }).ask('GET /reviews/0').response
      .body;
  const rated = httpResponse(200, RATINGS);

  it.each([
    ['v1', rated, reviewsJson()],
    ['v2', rated, reviewsJson(stars(5, 'black'), stars(4, 'black'))],
    ['v3', rated, reviewsJson(stars(5, 'red'), stars(4, 'red'))],
    ['v2', httpResponse(503, ''), reviewsJson(FAILED, FAILED)],
    ['v3', { failure: 'timeout' } as const, reviewsJson(FAILED, FAILED)],
  ])('%s prints what ratings said', (version, upstream, body) => {
    expect(answer(version, upstream)).toBe(body);
  });

  it('names its cluster when it has one', () => {
    expect(answer('v1', rated, { CLUSTER_NAME: 'east' })).toBe(reviewsJson('', '', 'east'));
  });

  it('waits 10 s for black stars and 2.5 s for red ones, and hands the user on', () => {
    const call = (version: string): OutgoingRequest | undefined => {
      const stage = new Stage(`${IMAGE}-reviews-${version}:1.20.3`, () => rated);
      stage.ask('GET /reviews/0', { 'end-user': 'jason', 'x-other': '1', 'x-request-id': 'r' });
      return stage.calls[0];
    };
    const headers = [
      ['x-request-id', 'r'],
      ['end-user', 'jason'],
    ];
    const url = 'http://ratings:9080/ratings/0';
    expect([call('v1'), call('v2'), call('v3')]).toEqual([
      undefined,
      { url, headers, timeoutMs: 10_000 },
      { url, headers, timeoutMs: 2500 },
    ]);
  });
});

describe('ratings', () => {
  it.each([
    ['v1', 'GET /ratings/0', '', 200, RATINGS],
    ['v1', 'GET /ratings/x', '', 400, '{"error":"please provide numeric product ID"}'],
    ['v1', 'POST /ratings/1', '{"Reviewer1":2}', 200, '{"id":1,"ratings":{"Reviewer1":2}}'],
    ['v1', 'POST /ratings/1', '{', 400, '{"error":"please provide valid ratings JSON"}'],
    ['v2', 'POST /ratings/1', '{}', 501, '{"error":"Post not implemented for database backed ratings"}'],
    ['v2', 'GET /ratings/0', '', 500, '{"error":"could not connect to ratings database"}'],
    ['v1', 'GET /health', '', 200, '{"status":"Ratings is healthy"}'],
  ])('%s: %s %s is %i', (version, line, sent, status, body) => {
    const { response } = new Stage(`${IMAGE}-ratings-${version}:1.20.3`).ask(line, {}, sent);
    expect([response.status, response.body]).toEqual([status, body]);
  });

  it('fails, dawdles or goes away as its variant says', () => {
    const sample = (variant: string): readonly [number, number][] => {
      const stage = new Stage(`${IMAGE}-ratings-${variant}:1.20.3`);
      return Array.from({ length: 200 }, () => {
        const { response, ms } = stage.ask('GET /ratings/0');
        return [response.status, ms];
      });
    };
    const failures = sample('v-faulty').filter(([status]) => status === 503).length;
    const late = sample('v-delayed').filter(([, ms]) => ms > 7000).length;
    expect([failures > 75 && failures < 125, late > 75 && late < 125]).toEqual([true, true]);
    const stage = new Stage(`${IMAGE}-ratings-v-unavailable:1.20.3`);
    const statuses = [0, 1, 2].map((minute) => {
      stage.kernel.runUntil((minute * 60_000 + 1000) * 1000);
      return stage.ask('GET /ratings/0').response.status;
    });
    expect(statuses).toEqual([200, 503, 200]);
  });
});

describe('productpage', () => {
  const upstream = (request: OutgoingRequest): HttpOutcome =>
    request.url.includes('/details/')
      ? httpResponse(200, BOOK)
      : httpResponse(200, reviewsJson(stars(5, 'red'), FAILED));
  const page = `${IMAGE}-productpage-v1:1.20.3`;

  /** The lines of the page that say something about the parts. */
  function told(stage: Stage, headers = {}): string[] {
    const { response } = stage.ask('GET /productpage', headers);
    expect(response.status).toBe(200);
    const facts = /<td>|Error f|Sorry|unavailable|glyphicon|Sign in|^ {4}web-v1|>jason</;
    return response.body
      .split('\n')
      .filter((line) => facts.test(line))
      .map((line) => line.trim());
  }

  it('shows the parts: a filled star for each given, an error in place of the rating that failed', () => {
    const star = '<svg id="glyphicon glyphicon-star" fill="currentColor"></svg>';
    expect(told(new Stage(page, upstream))).toEqual([
      'Sign in',
      '<h2>Sign in to BookInfo</h2>',
      '<button type="submit">Sign in</button>',
      '<td>1234567890</td>',
      '<td>PublisherA</td>',
      '<td>200</td>',
      '<td>paperback</td>',
      '<td>English</td>',
      star,
      star,
      star,
      star,
      star,
      'web-v1-7d4b9c6f5-x2x9p',
      '<p class="text-red-500">Ratings service is currently unavailable</p>',
      'web-v1-7d4b9c6f5-x2x9p',
    ]);
  });

  it('stays up when the parts do not, and asks reviews twice', () => {
    const stage = new Stage(page, () => httpResponse(503, 'no healthy upstream'));
    expect(told(stage).slice(-4)).toEqual([
      '<p class="text-2xl text-red-500">Error fetching product details</p>',
      '<p class="text-lg text-gray-600">Sorry, product details are currently unavailable for this book.</p>',
      '<p class="text-2xl text-red-500">Error fetching product reviews</p>',
      '<p class="text-lg text-gray-600">Sorry, product reviews are currently unavailable for this book.</p>',
    ]);
    expect(stage.calls.map(({ url, timeoutMs }) => [url, timeoutMs])).toEqual([
      ['http://details:9080/details/0', 3000],
      ['http://reviews:9080/reviews/0', 3000],
      ['http://reviews:9080/reviews/0', 3000],
    ]);
  });

  it('signs in, hands the user on as end-user, and forgets a forged session', () => {
    const stage = new Stage(page, upstream);
    const { response } = stage.ask(
      'POST /login',
      { referer: 'http://x/productpage' },
      'username=jason&passwd=whatever',
    );
    const cookie = response.headers.get('set-cookie') ?? '';
    expect([response.status, response.headers.get('location'), cookie]).toEqual([
      302,
      'http://x/productpage',
      'session=eyJ1c2VyIjoiamFzb24ifQ.awFroA.ZLU5ZK6cRLz2ry0h8j0oHn68O-c; HttpOnly; Path=/',
    ]);
    const session = cookie.split(';')[0] ?? '';
    const endUser = (sent: string): readonly (string | undefined)[] => {
      stage.calls.length = 0;
      told(stage, { cookie: sent, 'end-user': 'mallory' });
      return stage.calls.map(({ headers = [] }) => new Map(headers).get('end-user'));
    };
    expect(endUser(session)).toEqual(['jason', 'jason']);
    expect(endUser(`${session}x`)).toEqual([undefined, undefined]);
  });

  it.each([
    ['GET /', 200],
    ['GET /health', 200],
    ['GET /nowhere', 404],
    ['GET /login', 405],
    ['POST /productpage', 405],
    ['GET /api/v1/products/0/nothing', 404],
    ['POST /login', 500],
  ])('%s is %i', (line, status) => {
    expect(new Stage(page, upstream).ask(line).response.status).toBe(status);
  });

  it('repeats the parts as JSON with their statuses', () => {
    const ask = (path: string, outcome: HttpOutcome): string =>
      short(new Stage(page, () => outcome).ask(`GET /api/v1/products/0${path}`).response);
    expect([
      ask('', httpResponse(200, BOOK)),
      ask('/ratings', httpResponse(200, RATINGS)),
      ask('/reviews', httpResponse(404, '')),
      ask('/ratings', { failure: 'timeout' }),
    ]).toEqual([
      `200 ${BOOK.replaceAll('":', '": ').replaceAll(',"', ', "')}`,
      '200 {"id": 0, "ratings": {"Reviewer1": 5, "Reviewer2": 4}}',
      '404 {"error": "Sorry, product reviews are currently unavailable for this book."}',
      '500 {"error": "Sorry, product ratings are currently unavailable for this book."}',
    ]);
  });
});
