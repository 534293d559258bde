import { memo } from '../../lib/memo';
import type { Route, RouteConfiguration, VirtualHost } from '../config/index';
import type { RequestFacts } from './request-facts';
import { RouteTable, type RouteMatcher } from './route-table';
import { VirtualHostTable } from './virtual-host-table';

/** A route of a virtual host, with its place. */
export interface CompiledRoute {
  readonly config: Route;
  readonly virtualHost: CompiledVirtualHost;
  /** Position in the virtual host; -1 for the redirect that `requireTls` stands for. */
  readonly index: number;
}

/** Sent by `requireTls` before any route is looked at. */
const HTTPS_REDIRECT: Route = { match: { prefix: '/' }, redirect: { httpsRedirect: true } };

/** A virtual host and its routes, indexed. */
export class CompiledVirtualHost {
  readonly httpsRedirect: CompiledRoute | undefined;
  readonly #table: RouteTable;
  readonly #routes: readonly CompiledRoute[];

  constructor(
    readonly config: VirtualHost,
    readonly routeConfiguration: RouteConfiguration,
  ) {
    this.#table = new RouteTable(config.routes);
    this.#routes = config.routes.map((route, index) => ({ config: route, virtualHost: this, index }));
    this.httpsRedirect =
      config.requireTls === 'ALL' ? { config: HTTPS_REDIRECT, virtualHost: this, index: -1 } : undefined;
  }

  /** The first route that matches. */
  find(request: RequestFacts): CompiledRoute | undefined {
    return this.#routes[this.#table.find(request)];
  }

  matcher(index: number): RouteMatcher | undefined {
    return this.#table.matcher(index);
  }
}

/** Authorities that are remembered. */
const AUTHORITIES = 256;

/** A route configuration; each virtual host is compiled when a request first reaches it. */
export class CompiledRouteConfiguration {
  readonly hosts: VirtualHostTable;
  readonly #compiled = new Map<VirtualHost, CompiledVirtualHost>();

  constructor(readonly config: RouteConfiguration) {
    this.hosts = new VirtualHostTable(config.virtualHosts, config.ignorePortInHostMatching === true);
  }

  /** The virtual host for an authority. Clients name few, again and again. */
  readonly find = memo(AUTHORITIES, (authority) => {
    const host = this.hosts.find(authority);
    return host && this.#compile(host);
  });

  #compile(host: VirtualHost): CompiledVirtualHost {
    let compiled = this.#compiled.get(host);
    if (!compiled) {
      compiled = new CompiledVirtualHost(host, this.config);
      this.#compiled.set(host, compiled);
    }
    return compiled;
  }
}
