import { createProxy, type Proxy } from '../../../sandbox/envoy/index';
import type { ProxyConfig } from '../../../sandbox/envoy/config/index';
import type { Dialer } from '../../../sandbox/net/index';
import { RandomSource, type Kernel } from '../../../sandbox/sim/index';

/** The proxies of a mesh that are asked: in front of it, at a client and at a server. */
export type Via = 'gateway' | 'client' | 'server';

/** Which way connections go that a proxy accepts. */
export const DIRECTIONS = { gateway: 'gateway', client: 'outbound', server: 'inbound' } as const;

/** What the proxies of a mesh are told. */
export type Configs = Readonly<Record<Via, ProxyConfig>>;

/** The simulated proxies of a mesh. */
export function simulatedProxies(
  configs: Configs,
  kernel: Kernel,
  dialer: Dialer,
  seed: number,
): Readonly<Record<Via, Proxy>> {
  const random = new RandomSource(seed);
  const proxyOf = (via: Via): Proxy => {
    const proxy = createProxy({
      node: {
        id: `${via}.default`,
        pod: via,
        namespace: 'default',
        workload: via,
        ip: '127.0.0.1',
        role: via === 'gateway' ? 'gateway' : 'sidecar',
        identity: `spiffe://cluster.local/ns/default/sa/${via}`,
      },
      kernel,
      random,
      dialer,
      now: () => Date.now(),
    });
    proxy.applyConfig(configs[via]);
    return proxy;
  };
  return { gateway: proxyOf('gateway'), client: proxyOf('client'), server: proxyOf('server') };
}

/** Two sidecars fit into one process when each brings one of its sides. */
export function oneSide(config: ProxyConfig, side: 'INBOUND' | 'OUTBOUND'): ProxyConfig {
  return { ...config, listeners: config.listeners.filter((one) => one.trafficDirection === side) };
}
