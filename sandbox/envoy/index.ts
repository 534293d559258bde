/** L2: an Envoy. It executes the configuration it is given and records what it decided. */
export { createProxy } from './create-proxy';
export type { AdminAnswer, StatsInclusion } from './admin/contract';
export type { Proxy, ProxyNode, ProxyOptions } from './proxy';
