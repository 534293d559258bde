import { expect, test } from 'vitest';
import type { Origin } from '../../sandbox/lib/origin';
import type { DecisionStep } from '../../sandbox/net/index';
import { httpResponse } from '../../sandbox/net/index';
import { cluster, endpoints, httpListener, router, routes, TestNetwork } from './wiring';

const at = (line: number): Origin => ({
  kind: 'VirtualService',
  namespace: 'default',
  name: 'shop',
  path: '',
  file: 'shop.yaml',
  line,
});

/** A step without what is covered elsewhere: place in the file as a line number. */
function brief(step: DecisionStep): unknown {
  const { name, summary, origin, rejected } = step;
  return [
    step.step,
    name,
    summary,
    ...(origin ? [origin.line] : []),
    ...(rejected ? [rejected.map((choice) => `${choice.name}: ${choice.reason}`)] : []),
  ];
}

function world(): { net: TestNetwork; explain(headers: Record<string, string>, path?: string): unknown[] } {
  const net = new TestNetwork(3);
  net.serve('10.0.0.2:8080', () => httpResponse(200, 'fine'));
  const proxy = net.proxy('gateway', '10.0.0.1', {
    listeners: [
      httpListener(8080, 'http.8080', { httpFilters: [{ name: 'acme.filters.http.magic' }, router] }),
    ],
    routeConfigurations: [
      routes(
        'http.8080',
        { name: 'other.example:80', domains: ['other.example'], routes: [] },
        {
          name: 'shop.example:80',
          domains: ['shop.example'],
          origin: at(4),
          routes: [
            {
              name: 'beta',
              match: { prefix: '/', headers: [{ name: 'end-user', stringMatch: { exact: 'jason' } }] },
              route: { cluster: 'shop-v9', timeout: '0s' },
              origin: at(6),
            },
            {
              match: { path: '/health' },
              directResponse: { status: 200 },
              origin: at(9),
            },
            {
              match: { prefix: '/api' },
              route: {
                timeout: '0s',
                weightedClusters: {
                  clusters: [
                    { name: 'v1', weight: 90, origin: at(14) },
                    { name: 'v2', weight: 10, origin: at(17) },
                  ],
                },
              },
              origin: at(12),
            },
          ],
        },
      ),
    ],
    clusters: [cluster('v1'), cluster('v2')],
    loadAssignments: [endpoints('v1', '10.0.0.2:8080'), endpoints('v2', '10.0.0.2:8080')],
  });
  return {
    net,
    explain: (headers, path = '/api/x') => {
      const [hop] = net.send(proxy, { headers, path, authority: 'shop.example:8080' }).trace.hops;
      return (hop?.decision?.explain().steps ?? []).map(brief);
    },
  };
}

const before = [
  ['listener', '0.0.0.0_8080', 'Listener 0.0.0.0:8080 takes the connection to 10.96.0.10:8080.'],
  ['filterChain', 'filter chain', 'The connection is plaintext; this chain matches it best.'],
  [
    'filter',
    'acme.filters.http.magic',
    'This filter is not simulated: the request passes as if it were not there.',
  ],
  [
    'virtualHost',
    'shop.example:80',
    'Host shop.example matches a domain (exact) in route configuration http.8080.',
    4,
    ['other.example:80: a better domain matches shop.example'],
  ],
];

test('a weighted route: every route passed over has its reason, the draw is told', () => {
  const steps = world().explain({});
  expect(steps.slice(0, 5)).toEqual([
    ...before,
    [
      'route',
      'route #3',
      'GET /api/x matches prefix /api; it is the first of 3 that does.',
      12,
      ['beta: header end-user missing', 'route #2: exact /health does not match path /api/x'],
    ],
  ]);
  const [, , draw] = steps[5] as [string, string, string];
  const drawn = Number(/^Drew (\d+) of 100/.exec(draw)?.[1]);
  expect(steps.slice(5)).toEqual([
    drawn < 90
      ? [
          'weightedCluster',
          'v1',
          `Drew ${String(drawn)} of 100: 0 to 89 is this cluster.`,
          14,
          ['v2: its draws are 90 to 99'],
        ]
      : [
          'weightedCluster',
          'v2',
          `Drew ${String(drawn)} of 100: 90 to 99 is this cluster.`,
          17,
          ['v1: its draws are 0 to 89'],
        ],
    ['cluster', drawn < 90 ? 'v1' : 'v2', '1 endpoint, LEAST_REQUEST.', drawn < 90 ? 14 : 17],
    [
      'endpoint',
      'pod-10.0.0.2',
      '10.0.0.2:8080 over plaintext; least request: drew positions 1 and 1 of 1, the one with fewer requests under way wins.',
    ],
    ['attempt', 'attempt 1', 'Sent to 10.0.0.2:8080: 200.'],
    ['response', '200', 'Answers 200 (via_upstream).'],
  ]);
});

test('a cluster that does not exist points at the line that names it', () => {
  expect(world().explain({ 'end-user': 'jason' }).slice(4)).toEqual([
    ['route', 'beta', 'GET /api/x matches prefix /; it is the first of 3 that does.', 6],
    [
      'cluster',
      'shop-v9',
      'There is no cluster shop-v9: no Service, port or subset stands behind the name.',
      6,
    ],
    ['response', '503', 'Answers 503 (NC cluster_not_found).'],
  ]);
});

test('no route: all of them are listed', () => {
  expect(world().explain({}, '/other').slice(4)).toEqual([
    [
      'route',
      '',
      'No route matches GET /other.',
      [
        'beta: header end-user missing',
        'route #2: exact /health does not match path /other',
        'route #3: prefix /api does not match path /other',
      ],
    ],
    ['response', '404', 'Answers 404 (NR route_not_found).'],
  ]);
});

test('retries are told one by one', () => {
  const net = new TestNetwork();
  const proxy = net.proxy('gateway', '10.0.0.1', {
    listeners: [httpListener(8080, 'r')],
    routeConfigurations: [
      routes('r', {
        name: 'shop',
        domains: ['*'],
        routes: [
          {
            match: { prefix: '/' },
            route: {
              cluster: 'v1',
              timeout: '0s',
              retryPolicy: { retryOn: 'connect-failure', numRetries: 1 },
            },
          },
        ],
      }),
    ],
    clusters: [cluster('v1')],
    loadAssignments: [endpoints('v1', '10.0.0.2:8080')],
  });
  const steps = net.send(proxy).trace.hops[0]?.decision?.explain().steps ?? [];
  const attempts = steps.filter(({ step }) => step === 'attempt').map(({ summary }) => summary);
  expect(attempts[0]).toBe(
    'Sent to 10.0.0.2:8080: remote connection failure (delayed_connect_error:_Connection_refused).',
  );
  expect(attempts[1]).toMatch(
    /^Sent to 10\.0\.0\.2:8080 after waiting \d+\.\d ms: remote connection failure/,
  );
  expect(steps.at(-1)?.summary).toContain('URX,UF');
});

test('endpoints that the load balancer does not see have their reasons', () => {
  const net = new TestNetwork();
  const near = ['10.0.0.2:8080', '10.0.0.3:8080', '10.0.0.4:8080', '10.0.0.5:8080'];
  for (const address of near) net.serve(address, () => httpResponse(200, 'fine'));
  const lbEndpoints = endpoints('v1', ...near).endpoints.flatMap((place) => place.lbEndpoints);
  const [sick, ...healthy] = lbEndpoints;
  const [far] = endpoints('v1', '10.0.1.2:8080').endpoints;
  const proxy = net.proxy('gateway', '10.0.0.1', {
    listeners: [httpListener(8080, 'r')],
    routeConfigurations: [
      routes('r', {
        name: 'shop',
        domains: ['*'],
        routes: [{ match: { prefix: '/' }, route: { cluster: 'v1' } }],
      }),
    ],
    clusters: [cluster('v1')],
    loadAssignments: [
      {
        clusterName: 'v1',
        endpoints: [
          { lbEndpoints: [...(sick ? [{ ...sick, healthStatus: 'UNHEALTHY' as const }] : []), ...healthy] },
          { lbEndpoints: far?.lbEndpoints ?? [], priority: 1 },
        ],
      },
    ],
  });
  const steps = net.send(proxy).trace.hops[0]?.decision?.explain().steps ?? [];
  const endpoint = steps.find(({ step }) => step === 'endpoint');
  expect(endpoint?.rejected?.map(({ name, reason }) => [name, reason])).toEqual([
    ...healthy.flatMap(({ pod }) =>
      pod === endpoint?.name ? [] : [[pod, 'not chosen by the load balancer']],
    ),
    ['pod-10.0.0.2', 'unhealthy, as the control plane says'],
    ['pod-10.0.1.2', 'of priority 1: used when too many of those before it are gone'],
  ]);
});

test('the record is made when somebody looks at it, not before', () => {
  let looked = 0;
  const passedOver = Array.from({ length: 50 }, (_, index) => ({
    get name() {
      looked++;
      return `no-${String(index)}`;
    },
    match: { path: `/no-${String(index)}` },
    route: { cluster: 'v1' },
  }));
  const net = new TestNetwork();
  const proxy = net.proxy('gateway', '10.0.0.1', {
    listeners: [httpListener(8080, 'r')],
    routeConfigurations: [
      routes('r', {
        name: 'shop',
        domains: ['*'],
        routes: [...passedOver, { match: { prefix: '/' }, route: { cluster: 'v1' } }],
      }),
    ],
    clusters: [cluster('v1')],
    loadAssignments: [endpoints('v1', '10.0.0.2:8080')],
  });
  net.send(proxy);
  looked = 0;
  const { trace } = net.send(proxy);
  expect(looked).toBe(0);
  const steps = trace.hops[0]?.decision?.explain().steps ?? [];
  expect(steps.find(({ step }) => step === 'route')?.rejected).toHaveLength(50);
  expect(looked).toBe(50);
});
