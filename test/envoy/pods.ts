import type { Cluster, ProxyConfig, RouteAction } from '../../sandbox/envoy/config/index';
import type { Proxy } from '../../sandbox/envoy/index';
import { httpResponse, isFailure, type HttpOutcome } from '../../sandbox/net/index';
import { cluster, endpoints, httpListener, proxyConfig, routes, TestNetwork } from './wiring';

export const pods = ['10.0.0.2:8080', '10.0.0.3:8080', '10.0.0.4:8080'] as const;

export function configOf(
  action: Partial<RouteAction>,
  more: Partial<Cluster>,
  addresses: readonly string[] = pods,
): ProxyConfig {
  return proxyConfig({
    listeners: [httpListener(8080, 'r')],
    routeConfigurations: [
      routes('r', {
        name: 'shop',
        domains: ['*'],
        routes: [{ match: { prefix: '/' }, route: { cluster: 'shop', timeout: '0s', ...action } }],
      }),
    ],
    clusters: [cluster('shop', more), cluster('v1'), cluster('v2')],
    loadAssignments: [
      endpoints('shop', ...addresses),
      endpoints('v1', '10.0.0.2:8080'),
      endpoints('v2', '10.0.0.3:8080'),
    ],
  });
}

/** Pods that answer with their address. */
export function world(
  action: Partial<RouteAction> = {},
  more: Partial<Cluster> = {},
  seed = 1,
): { net: TestNetwork; proxy: Proxy } {
  const net = new TestNetwork(seed);
  for (const pod of pods) net.serve(pod, () => httpResponse(200, pod));
  return { net, proxy: net.proxy('gateway', '10.0.0.1', configOf(action, more)) };
}

export function answers(
  { net, proxy }: ReturnType<typeof world>,
  count: number,
  headers?: Record<string, string>,
): string[] {
  return Array.from({ length: count }, () => answer(net.send(proxy, headers ? { headers } : {}).outcome));
}

export function answer(outcome: HttpOutcome): string {
  if (isFailure(outcome)) return outcome.failure;
  return outcome.status === 200 ? outcome.body : String(outcome.status);
}

export function tally(list: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of [...list].sort()) counts[entry] = (counts[entry] ?? 0) + 1;
  return counts;
}
