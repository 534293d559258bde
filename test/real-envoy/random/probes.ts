import fc from 'fast-check';
import type { Probe } from '../differential/probe';
import { CLUSTER_IPS } from './loopback-mesh';
import { tokens } from './tokens';
import {
  headerName,
  headerValue,
  HOSTS,
  IPS,
  maybe,
  METHODS,
  ORIGINS,
  pathText,
  QUERY_NAMES,
  QUERY_VALUES,
} from './vocabulary';

type Fields = readonly (readonly [string, string])[];

const oddPath = fc.constantFrom(
  '/a//b',
  '/a/../api',
  '/./search',
  '/x%2Fy',
  '/x%2fy',
  '/%41pi',
  '/a%20b',
  '/api%3Fx',
  '/..%2fapi',
  '/a\\b',
  '/api;v=1',
  '/api/v1/../v2',
  '/caf%C3%A9',
);
const query = fc
  .array(fc.tuple(fc.constantFrom(...QUERY_NAMES), fc.constantFrom(...QUERY_VALUES, 'a%20b')), {
    maxLength: 2,
  })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));
const tokenQuery = fc.constantFrom(...Object.values(tokens)).map((token) => `token=${token}`);
const path = fc
  .tuple(
    fc.oneof({ weight: 6, arbitrary: pathText }, { weight: 1, arbitrary: oddPath }),
    maybe(fc.oneof({ weight: 8, arbitrary: query }, { weight: 1, arbitrary: tokenQuery }), 1),
  )
  .map(([one, more]) => (more === undefined || more === '' ? one : `${one}?${more}`));

const authority = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<string>(...HOSTS) },
  { weight: 3, arbitrary: fc.constantFrom('web', 'api', 'web.default', 'web.default.svc.cluster.local') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'A.Example.COM',
      'a.example.com:80',
      'a.example.com:8080',
      'other.example.com',
      'nowhere.net',
    ),
  },
);

const ordinary = fc.tuple(headerName, headerValue);
const special = fc.oneof(
  fc.constantFrom<readonly [string, string]>(
    ['x-forwarded-for', '10.1.2.3'],
    ['x-forwarded-for', '198.51.100.1, 10.1.9.9'],
    ['x-forwarded-proto', 'https'],
    ['x-request-id', 'fixed-id'],
    ['x-envoy-retry-on', '5xx'],
    ['x-envoy-max-retries', '2'],
    ['x-envoy-upstream-rq-timeout-ms', '50'],
    ['x-envoy-decorator-operation', 'mine'],
    ['x-envoy-original-path', '/mine'],
    ['x-envoy-attempt-count', '9'],
    ['x-envoy-internal', 'true'],
    ['content-type', 'application/grpc'],
    ['cookie', 'session=abc; other=1'],
    ['user-agent', 'test/1.0'],
    ['te', 'trailers'],
    ['x-added', 'mine'],
    ['via', '1.1 proxy'],
  ),
  fc.constantFrom(...ORIGINS).map((origin): readonly [string, string] => ['origin', origin]),
);
const preflight: fc.Arbitrary<Fields> = fc
  .tuple(fc.constantFrom(...ORIGINS), fc.constantFrom('GET', 'PUT', 'PATCH'))
  .map(([origin, method]) => [
    ['origin', origin],
    ['access-control-request-method', method],
    ['access-control-request-headers', 'x-user'],
  ]);
const bearer: fc.Arbitrary<Fields> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...Object.values(tokens))
      .map((token): Fields => [['authorization', `Bearer ${token}`]]),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...Object.values(tokens))
      .chain((token) =>
        fc.constantFrom<Fields>(
          [['x-token', `T ${token}`]],
          [['x-token', token]],
          [['cookie', `token=${token}`]],
          [['authorization', token]],
          [['authorization', `bearer ${token}`]],
        ),
      ),
  },
);
/** Tokens at one place or at several: which of them counts depends on how verifiers are walked through. */
const credentials: fc.Arbitrary<Fields> = fc.oneof(
  { weight: 3, arbitrary: bearer },
  { weight: 1, arbitrary: fc.tuple(bearer, bearer).map((both): Fields => both.flat()) },
);
const order = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'status=503',
      'status=500',
      'status=418',
      'status=409',
      'status=503;fail=1',
      'status=502;fail=2',
      'status=201',
      'status=404',
      'status=304',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('reset', 'reset;fail=1', 'delay=1500', 'delay=1500;fail=1') },
);

const headers: fc.Arbitrary<Fields> = fc
  .tuple(
    fc.array(ordinary, { maxLength: 3 }),
    fc.array(special, { maxLength: 2 }),
    maybe(order, 2),
    fc.oneof(
      { weight: 5, arbitrary: fc.constant<Fields>([]) },
      { weight: 1, arbitrary: preflight },
      { weight: 3, arbitrary: credentials },
    ),
  )
  .map(([own, others, echo, more]) => [
    ...own,
    ...firstOfEach([...others, ...more]),
    ...(echo === undefined ? [] : [['x-echo', echo] as const]),
  ]);

/** Fields that stand once. */
function firstOfEach(fields: Fields): Fields {
  return fields.filter(([name], index) => fields.findIndex(([other]) => other === name) === index);
}

/** Requests that have a good chance to meet a rule of a loopback mesh. */
export function probesTo(upstreamPort: number): fc.Arbitrary<Probe> {
  const destinations = {
    gateway: fc.constant({ ip: '127.1.0.100', port: 80 }),
    client: fc.constantFrom(...Object.values(CLUSTER_IPS)).map((ip) => ({ ip, port: 80 })),
    server: fc.constant({ ip: '127.1.0.1', port: upstreamPort }),
  } as const;
  const via = fc.oneof(
    { weight: 4, arbitrary: fc.constant('gateway' as const) },
    { weight: 3, arbitrary: fc.constant('client' as const) },
    { weight: 2, arbitrary: fc.constant('server' as const) },
  );
  return via.chain((one) =>
    fc
      .record({
        via: fc.constant(one),
        source: fc.constantFrom(...IPS).map((ip) => ({ ip, port: 40_000 })),
        destination: destinations[one],
        method: fc.oneof(
          { weight: 3, arbitrary: fc.constant('GET') },
          { weight: 2, arbitrary: fc.constantFrom(...METHODS) },
        ),
        authority,
        path,
        headers,
        body: fc.constantFrom('', 'hello'),
      })
      .map(withFraming),
  );
}

/** Bodies go with methods that have one, and say how long they are. */
function withFraming(probe: Probe): Probe {
  if (!['POST', 'PUT'].includes(probe.method)) return { ...probe, body: '' };
  return { ...probe, headers: [...probe.headers, ['content-length', String(probe.body.length)]] };
}
