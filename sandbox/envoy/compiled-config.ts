import type { ConnectRequest, SocketAddress, TransportHello } from '../net/index';
import type { FilterChain, HttpConnectionManager, ProxyConfig } from './config/index';
import type { ChainHandler, Destination } from './destination';
import { httpFilters } from './filters/index';
import { networkGuards } from './filters/network-guards';
import { ConnectionManager } from './http/connection-manager';
import { findFilterChain } from './match/filter-chain-table';
import { inspect } from './match/inspection';
import { ListenerTable, type Direction } from './match/listener-table';
import { CompiledRouteConfiguration } from './match/route-configuration';
import type { ProxyServices } from './services';

const knownFilters: ReadonlySet<string> = new Set(httpFilters.map((filter) => filter.name));
/** Connections to these places are remembered; the list starts over when it is full. */
const MEMORY = 500;

const MEMORY_PER_ADDRESS = 16;

/** Where a connection led before. */
interface Remembered {
  readonly direction: Direction;
  readonly port: number;
  readonly application: ConnectRequest['application'];
  readonly hello: TransportHello;
  readonly destination: Destination | undefined;
}

/** A proxy configuration prepared for use; parts are compiled when first reached. */
export class CompiledConfig {
  readonly #listeners: ListenerTable;
  readonly #routes = new Map<string, CompiledRouteConfiguration>();
  readonly #handlers = new Map<FilterChain, ChainHandler | undefined>();
  readonly #destinations = new Map<string, Remembered[]>();

  /** @param before the configuration it follows: route configurations that stay are not compiled again */
  constructor(
    readonly config: ProxyConfig,
    private readonly services: ProxyServices,
    before?: CompiledConfig,
  ) {
    this.#listeners = new ListenerTable(config.listeners);
    for (const routes of config.routeConfigurations) {
      const known = before === undefined ? undefined : before.#routes.get(routes.name);
      const kept = known?.config === routes;
      this.#routes.set(routes.name, kept ? known : new CompiledRouteConfiguration(routes));
    }
  }

  /** Listener, filter chain and handler for a connection; undefined when nothing listens. */
  destination(direction: Direction, request: ConnectRequest): Destination | undefined {
    const { ip, port } = request.destination;
    const places = this.#destinations.get(ip);
    const known = places?.find((place) => isSamePlace(place, direction, request));
    if (known) return known.destination;
    const { application, hello } = request;
    const destination = this.#find(direction, request);
    const remembered: Remembered = { direction, port, application, hello, destination };
    if (this.#destinations.size >= MEMORY) this.#destinations.clear();
    if (places && places.length < MEMORY_PER_ADDRESS) places.push(remembered);
    else this.#destinations.set(ip, [remembered]);
    return destination;
  }

  /** Whether a real socket is open there. */
  listens(direction: Direction, place: SocketAddress): boolean {
    return this.#listeners.listens(direction, place);
  }

  #find(direction: Direction, request: ConnectRequest): Destination | undefined {
    const listener = this.#listeners.find(direction, request.destination);
    if (!listener) return undefined;
    const facts = inspect(listener, request);
    const chain = findFilterChain(listener, facts);
    const stats = this.services.listenerStats.of(listener);
    return { listener, stats, facts, chain, handler: chain && this.#handler(chain, direction) };
  }

  #handler(chain: FilterChain, direction: Direction): ChainHandler | undefined {
    if (!this.#handlers.has(chain)) this.#handlers.set(chain, this.#compile(chain, direction));
    return this.#handlers.get(chain);
  }

  /** The last network filter decides what a connection is. */
  #compile(chain: FilterChain, direction: Direction): ChainHandler | undefined {
    const last = chain.filters.at(-1);
    if (last?.name === 'envoy.filters.network.tcp_proxy')
      return { is: 'tcp', proxy: last.typedConfig, guards: networkGuards(chain, this.services) };
    return last?.name === 'envoy.filters.network.http_connection_manager'
      ? this.#http(last.typedConfig, direction)
      : undefined;
  }

  #http(config: HttpConnectionManager, direction: Direction): ChainHandler {
    const routes = config.routeConfig
      ? new CompiledRouteConfiguration(config.routeConfig)
      : this.#routes.get(config.rds?.routeConfigName ?? '');
    return {
      is: 'http',
      manager: new ConnectionManager(config, routes, httpFilters, this.services, direction),
      unknownFilters: config.httpFilters
        .map((filter) => filter.name)
        .filter((name) => !knownFilters.has(name)),
    };
  }
}

/** Everything that the choice of listener and filter chain looks at. */
function isSamePlace(place: Remembered, direction: Direction, request: ConnectRequest): boolean {
  return (
    place.port === request.destination.port &&
    place.direction === direction &&
    place.application === request.application &&
    (place.hello === request.hello || isSameHello(place.hello, request.hello))
  );
}

function isSameHello(a: TransportHello, b: TransportHello): boolean {
  return a.protocol === b.protocol && a.serverName === b.serverName && a.alpn?.join() === b.alpn?.join();
}
