import type { ConnectRequest } from '../net/index';
import type { FilterChain, HttpConnectionManager, ProxyConfig } from './config/index';
import type { ChainHandler, Destination } from './destination';
import { httpFilters } from './filters/index';
import { ConnectionManager } from './http/connection-manager';
import { findFilterChain } from './match/filter-chain-table';
import { inspect } from './match/inspection';
import { ListenerTable, type Direction } from './match/listener-table';
import { CompiledRouteConfiguration } from './match/route-configuration';
import type { ProxyServices } from './services';

const knownFilters: ReadonlySet<string> = new Set(httpFilters.map((filter) => filter.name));
/** Connections to these places are remembered; the list starts over when it is full. */
const MEMORY = 500;

/** A proxy configuration prepared for use; parts are compiled when first reached. */
export class CompiledConfig {
  readonly #listeners: ListenerTable;
  readonly #routes = new Map<string, CompiledRouteConfiguration>();
  readonly #handlers = new Map<FilterChain, ChainHandler | undefined>();
  readonly #destinations = new Map<string, Destination | undefined>();

  constructor(
    readonly config: ProxyConfig,
    private readonly services: ProxyServices,
  ) {
    this.#listeners = new ListenerTable(config.listeners);
    for (const routes of config.routeConfigurations)
      this.#routes.set(routes.name, new CompiledRouteConfiguration(routes));
  }

  /** Listener, filter chain and handler for a connection; undefined when nothing listens. */
  destination(direction: Direction, request: ConnectRequest): Destination | undefined {
    const key = memoryKey(direction, request);
    const known = this.#destinations.get(key);
    if (known !== undefined || this.#destinations.has(key)) return known;
    const found = this.#find(direction, request);
    if (this.#destinations.size >= MEMORY) this.#destinations.clear();
    this.#destinations.set(key, found);
    return found;
  }

  #find(direction: Direction, request: ConnectRequest): Destination | undefined {
    const listener = this.#listeners.find(direction, request.destination);
    if (!listener) return undefined;
    const facts = inspect(listener, request);
    const chain = findFilterChain(listener, facts);
    return { listener, facts, chain, handler: chain && this.#handler(chain, direction) };
  }

  #handler(chain: FilterChain, direction: Direction): ChainHandler | undefined {
    if (!this.#handlers.has(chain)) this.#handlers.set(chain, this.#compile(chain, direction));
    return this.#handlers.get(chain);
  }

  /** The last network filter decides what a connection is. */
  #compile(chain: FilterChain, direction: Direction): ChainHandler | undefined {
    const last = chain.filters.at(-1);
    if (last?.name === 'envoy.filters.network.tcp_proxy') return { is: 'tcp', proxy: last.typedConfig };
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

function memoryKey(direction: Direction, { destination, hello, application }: ConnectRequest): string {
  const place = `${direction} ${destination.ip} ${String(destination.port)} ${application}`;
  return hello.protocol === 'tls'
    ? `${place} ${hello.serverName ?? ''} ${hello.alpn?.join(',') ?? ''}`
    : place;
}
