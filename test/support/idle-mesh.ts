import type { World } from '../../sandbox/index';
import { say } from './app-world';

/** Longer than Envoy keeps a connection that nobody uses. */
const IDLE_SECONDS = 3700;

/** Every line of the proxies' pages that tells of an open connection, to it or from it, or of a request under way. */
export function inUse(world: World): string {
  const pages = world.proxies().map((proxy) => {
    const dot = proxy.indexOf('.');
    const ask = `kubectl exec -n ${proxy.slice(dot + 1)} ${proxy.slice(0, dot)} -c istio-proxy -- pilot-agent request GET`;
    return `${ask} clusters; ${ask} 'stats?filter=^server.total_connections'`;
  });
  return say(world, `(${pages.join('; ')}) | grep -E '::(cx|rq)_active::[1-9-]|connections: [1-9-]' || true`);
}

/** The same after an hour in which nobody asked for anything. */
export function inUseWhenIdle(world: World): string {
  say(world, `sleep ${String(IDLE_SECONDS)}`);
  return inUse(world);
}
