import { sameSettings } from './cluster/same-settings';
import type { FilterChain, Listener } from './config/index';

/** What a connection belongs to. */
export interface Place {
  readonly listener: Listener;
  readonly chain: FilterChain | undefined;
}

/** What becomes of a place: where it is now, or why its connections are closed, in Envoy's words. */
type Fate = { readonly now: Place } | { readonly closes: string };

/** What connections are closed with when their listener is destroyed, and when only their filter chain is. */
const LISTENER_GONE: Fate = { closes: 'purging_socket_that_have_not_progressed_to_connections' };
const CHAIN_GONE: Fate = { closes: 'filter_chain_is_being_removed' };

/**
 * What other listeners make of those before. Where a listener differs from its predecessor in nothing but its filter
 * chains, the chains that say the same in both survive with their connections; any other difference replaces the whole
 * listener (https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/listeners/network_filter_chain,
 * source/common/listener_manager/listener_impl.cc supportUpdateFilterChain).
 */
export class ListenerUpdate {
  readonly #listeners: ReadonlyMap<string, Listener>;
  readonly #updatesInPlace = new Map<Listener, boolean>();
  readonly #fates = new Map<Listener, Map<FilterChain | undefined, Fate>>();

  constructor(listeners: readonly Listener[]) {
    this.#listeners = new Map(listeners.map((listener) => [listener.name, listener]));
  }

  fateOf(place: Place): Fate {
    const { listener, chain } = place;
    let fates = this.#fates.get(listener);
    if (!fates) this.#fates.set(listener, (fates = new Map<FilterChain | undefined, Fate>()));
    let fate = fates.get(chain);
    if (!fate) fates.set(chain, (fate = this.#fateOf(place)));
    return fate;
  }

  #fateOf({ listener, chain }: Place): Fate {
    const next = this.#listeners.get(listener.name);
    if (next === listener) return { now: { listener, chain } };
    if (next === undefined || !this.#isInPlace(listener, next)) return LISTENER_GONE;
    if (chain === undefined) return { now: { listener: next, chain } };
    const same = [...next.filterChains, next.defaultFilterChain].find((other) => sameSettings(other, chain));
    return same === undefined ? CHAIN_GONE : { now: { listener: next, chain: same } };
  }

  #isInPlace(before: Listener, after: Listener): boolean {
    let isInPlace = this.#updatesInPlace.get(before);
    if (isInPlace === undefined) {
      isInPlace = sameSettings(before, after) || isOnlyOfChains(before, after);
      this.#updatesInPlace.set(before, isInPlace);
    }
    return isInPlace;
  }
}

/** Whether two listeners, the later one with filter chains, say the same of everything else. */
function isOnlyOfChains(before: Listener, after: Listener): boolean {
  return after.filterChains.length > 0 && sameSettings(withoutChains(before), withoutChains(after));
}

function withoutChains(listener: Listener): object {
  return { ...listener, filterChains: [], defaultFilterChain: undefined };
}
