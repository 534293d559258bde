import type { World } from '../../sandbox/index';
import { say } from './app-world';

/** Longer than Envoy keeps a connection that nobody uses. */
const IDLE_SECONDS = 3700;

/** Every line of the proxies' `/clusters` pages that tells of an open connection or of a request under way. */
export function inUse(world: World): string {
  const pages = world.proxies().map((proxy) => {
    const dot = proxy.indexOf('.');
    return `kubectl exec -n ${proxy.slice(dot + 1)} ${proxy.slice(0, dot)} -c istio-proxy -- pilot-agent request GET clusters`;
  });
  return say(world, `(${pages.join('; ')}) | grep -E '::(cx|rq)_active::[1-9-]' || true`);
}

/** The same after an hour in which nobody asked for anything. */
export function inUseWhenIdle(world: World): string {
  say(world, `sleep ${String(IDLE_SECONDS)}`);
  return inUse(world);
}
