import { RouteTable } from '../../sandbox/envoy/match/route-table';
import type { RequestFacts } from '../../sandbox/envoy/match/request-facts';
import type { Route } from '../../sandbox/envoy/config/index';
import { HttpHeaders } from '../../sandbox/net/index';
import { medianMs, type Benchmark, type Measurement } from './benchmark';

const SIZES = [1, 64, 1_024, 16_384] as const;
const LOOKUPS = 20_000;
/** What finding the last of 1,024 may take. */
const TARGET_US = 20;

/** The last of many routes is found as fast as the first: a large shared gateway has thousands in one virtual host. */
export function routeMatch(): Benchmark {
  return {
    name: 'route-match',
    summary: 'the last of many routes of one virtual host: prefixes, a third of them with a header',
    run() {
      const largest = SIZES[SIZES.length - 1] ?? 0;
      const compiled = { table: new RouteTable([]) };
      const compileMs = medianMs(5, () => {
        compiled.table = new RouteTable(routes(largest));
      });
      const lookups = SIZES.map((count): Measurement & { readonly count: number } => ({
        count,
        what: `last of ${count.toLocaleString('en-US')}`,
        value: lookupUs(new RouteTable(routes(count)), count - 1),
        unit: 'us',
        ...(count === 1_024 ? { target: TARGET_US } : {}),
      }));
      const [first, last] = [lookups[1], lookups[lookups.length - 1]];
      const growth = (last?.value ?? 0) / (first?.value ?? 1);
      return [
        { what: `compile ${largest.toLocaleString('en-US')}`, value: compileMs, unit: 'ms' },
        ...lookups.map(({ count: _, ...measurement }) => measurement),
        { what: 'slower at 256 times as many', value: growth, unit: 'x', target: 256 },
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
