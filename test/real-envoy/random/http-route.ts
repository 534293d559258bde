import fc from 'fast-check';
import { httpMatch } from './http-match';
import { compact, headerName, headerValue, maybe, ORIGINS, SERVICES, stringMatch } from './vocabulary';

const percent = fc.constantFrom(0, 100);
const addedValue = fc.oneof(
  headerValue,
  fc.constantFrom('%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%', '%REQ(x-user)%', '%PROTOCOL%', '50%%'),
);
const extraName = fc.oneof(headerName, fc.constantFrom('x-added', 'X-Other', 'x-envoy-decorator-operation'));

const headerEdits = fc
  .record({
    set: maybe(fc.dictionary(extraName, addedValue, { minKeys: 1, maxKeys: 2, noNullPrototype: true })),
    add: maybe(fc.dictionary(extraName, addedValue, { minKeys: 1, maxKeys: 2, noNullPrototype: true })),
    remove: maybe(fc.uniqueArray(extraName, { minLength: 1, maxLength: 2 })),
  })
  .map(compact);
const headers = fc.record({ request: maybe(headerEdits, 2), response: maybe(headerEdits, 2) }).map(compact);

const destination = fc
  .record({ host: fc.constantFrom(...SERVICES), subset: maybe(fc.constantFrom('v1', 'v2'), 2) })
  .map(compact);
const destinations = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.record({ destination, headers: maybe(headers, 5) }).map(compact)) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom([0, 100], [100, 0], [30, 70])
      .chain(([first, second]) =>
        fc.tuple(
          fc.record({ destination, headers: maybe(headers, 5), weight: fc.constant(first) }).map(compact),
          fc.record({ destination, headers: maybe(headers, 5), weight: fc.constant(second) }).map(compact),
        ),
      ),
  },
);

const rewrite = fc.oneof(
  fc
    .record({
      uri: maybe(fc.constantFrom('/', '/new', '/new/'), 1),
      authority: maybe(fc.constantFrom('inner.example.com', 'web'), 2),
    })
    .map(compact)
    .filter((one) => Object.keys(one).length > 0),
  fc.constantFrom(
    { uriRegexRewrite: { match: '^/v([0-9]+)/(.*)$', rewrite: '/\\2?v=\\1' } },
    { uriRegexRewrite: { match: '/api', rewrite: '/svc' } },
  ),
);

const cors = fc
  .record({
    allowOrigins: fc.array(stringMatch(fc.constantFrom(...ORIGINS), fc.constantFrom('https://.*', '.*')), {
      minLength: 1,
      maxLength: 2,
    }),
    allowMethods: maybe(fc.subarray(['GET', 'POST', 'PUT'], { minLength: 1 }), 2),
    allowHeaders: maybe(fc.subarray(['x-user', 'content-type'], { minLength: 1 }), 2),
    exposeHeaders: maybe(fc.constant(['x-color']), 2),
    maxAge: maybe(fc.constantFrom('24h', '90s', '1s'), 2),
    allowCredentials: maybe(fc.boolean(), 2),
    unmatchedPreflights: maybe(fc.constantFrom('FORWARD', 'IGNORE'), 3),
  })
  .map(compact);

const fault = fc
  .record({
    abort: maybe(
      fc.record({
        httpStatus: fc.constantFrom(400, 418, 503),
        percentage: percent.map((value) => ({ value })),
      }),
      1,
    ),
    delay: maybe(
      fc.record({ fixedDelay: fc.constant('0.02s'), percentage: percent.map((value) => ({ value })) }),
      3,
    ),
  })
  .map(compact)
  .filter((one) => Object.keys(one).length > 0);

const retries = fc
  .record({
    attempts: fc.integer({ min: 0, max: 3 }),
    retryOn: maybe(
      fc.constantFrom(
        '5xx',
        'gateway-error',
        'connect-failure,refused-stream',
        'retriable-4xx,503',
        'reset',
        '418,429',
      ),
      5,
    ),
    perTryTimeout: maybe(fc.constant('0.15s'), 3),
  })
  .map((value) => compact(value.attempts === 0 ? { attempts: 0 } : value));

const redirect = fc
  .record({
    uri: maybe(fc.constantFrom('/moved', '/moved?x=1'), 1),
    authority: maybe(fc.constantFrom('other.example.com', 'other.example.com:8443'), 1),
    scheme: maybe(fc.constantFrom('https', 'http'), 2),
    redirectCode: maybe(fc.constantFrom(301, 302, 303, 307, 308), 1),
    port: maybe(fc.constantFrom(8080, 443, 80), 3),
  })
  .map(compact)
  .filter((one) => Object.keys(one).length > 0);

const directResponse = fc
  .record({
    status: fc.constantFrom(200, 204, 301, 404, 503),
    body: maybe(fc.constantFrom({ string: 'hello' }, { string: '' }), 1),
  })
  // What clients make of a 204 with a body is their affair.
  .map(({ status, body }) => (status === 204 ? { status } : compact({ status, body })));

const matches = fc.oneof(
  { weight: 4, arbitrary: fc.array(httpMatch, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

const forwarding = fc.record({
  match: matches,
  route: destinations,
  rewrite: maybe(rewrite, 3),
  timeout: maybe(fc.constantFrom('0.2s', '0s'), 3),
  retries: maybe(retries, 2),
  fault: maybe(fault, 6),
  mirror: maybe(destination, 8),
  mirrorPercentage: maybe(
    percent.map((value) => ({ value })),
    1,
  ),
  corsPolicy: maybe(cors, 3),
  headers: maybe(headers, 2),
});
const redirecting = fc.record({ match: matches, redirect, headers: maybe(headers, 3) });
const answering = fc.record({
  match: matches,
  directResponse,
  headers: maybe(headers, 3),
  fault: maybe(fault, 6),
});

/** One entry of a VirtualService's `http`. */
export const httpRoute: fc.Arbitrary<object> = fc.oneof(
  {
    weight: 6,
    arbitrary: forwarding.map(({ mirrorPercentage, ...one }) =>
      compact(one.mirror ? { ...one, mirrorPercentage } : one),
    ),
  },
  { weight: 1, arbitrary: redirecting.map(compact) },
  { weight: 1, arbitrary: answering.map(compact) },
);
