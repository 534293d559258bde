import { RouteTable } from '../../sandbox/envoy/match/route-table';
import type { RequestFacts } from '../../sandbox/envoy/match/request-facts';
import type { Route } from '../../sandbox/envoy/config/index';
import { HttpHeaders } from '../../sandbox/net/index';
import { medianMs, type Benchmark } from './benchmark';

const ROUTES = 6000;
const LOOKUPS = 20_000;

/** The last of many routes is found as fast as the first: a large shared gateway has thousands in one virtual host. */
export function routeMatch(): Benchmark {
  return {
    name: 'route-match',
    summary: `the last of ${ROUTES.toLocaleString('en-US')} routes of one virtual host: prefixes, a third of them with a header`,
    run() {
      const compiled = { table: new RouteTable([]) };
      const compileMs = medianMs(5, () => {
        compiled.table = new RouteTable(routes(ROUTES));
      });
      return [
        { what: 'compile', value: compileMs, unit: 'ms' },
        { what: 'last of 10', value: lookupUs(new RouteTable(routes(10)), 9), unit: 'us' },
        {
          what: `last of ${String(ROUTES)}`,
          value: lookupUs(compiled.table, ROUTES - 1),
          unit: 'us',
          target: 5,
        },
      ];
    },
  };
}

function routes(count: number): Route[] {
  return Array.from({ length: count }, (_, index) => ({
    match: {
      prefix: `/route-${String(index)}/`,
      ...(index % 3 === 0 ? { headers: [{ name: 'x-tenant', stringMatch: { exact: 'a' } }] } : {}),
    },
    route: { cluster: `outbound|80||random-${String(index)}.host.example` },
  }));
}

function lookupUs(table: RouteTable, index: number): number {
  const request: RequestFacts = {
    method: 'GET',
    scheme: 'http',
    authority: 'shop.example',
    pathname: `/route-${String(index)}/items/42`,
    query: '',
    headers: new HttpHeaders([['x-tenant', 'a']]),
  };
  const ms = medianMs(9, () => {
    for (let i = 0; i < LOOKUPS; i++) if (table.find(request) !== index) throw new Error('wrong route');
  });
  return (ms / LOOKUPS) * 1000;
}
