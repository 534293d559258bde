import { memo } from '../../lib/memo';
import type { Exchange, HttpRequest, HttpResponse } from '../../net/index';
import { settled, type Process } from '../../sim/index';
import type { HttpConnectionManager } from '../config/index';
import type { FilterProcess, HttpFilterDeclaration, Next } from '../filters/filter';
import { chooseCluster } from '../match/cluster-choice';
import { requestPath } from '../match/request-facts';
import type { CompiledRouteConfiguration } from '../match/route-configuration';
import type { CompiledRoute, CompiledVirtualHost } from '../match/route-configuration';
import type { ProxyServices } from '../services';
import type { DownstreamInfo } from './downstream';
import type { DownstreamStats } from './downstream-stats';
import { localReply } from './local-reply';
import { normalizePath } from './normalize-path';
import { receivedHeaders } from './request-headers';
import { finishResponseHeaders } from './response-headers';
import { Tracer } from './tracer';
import type { ProxyHop } from './proxy-hop';
import { HttpStream } from './stream';

/** Paths whose normal form is remembered. */
const PATHS = 1000;

/** Runs one configured HTTP connection manager: headers, route, filter chain, headers of the response. */
export class ConnectionManager {
  /** By route: the chain from each filter on. */
  readonly #chains = new Map<CompiledRoute | undefined, readonly Next[]>();
  readonly #serverName: string | undefined;
  readonly #tracer: Tracer | undefined;
  readonly stats: DownstreamStats;
  /** A request's path as it is routed and sent on. */
  readonly #normalized = memo(PATHS, (path) => requestPath(normalizePath(path, this.config)));

  constructor(
    readonly config: HttpConnectionManager,
    private readonly routes: CompiledRouteConfiguration | undefined,
    private readonly filters: readonly HttpFilterDeclaration[],
    private readonly services: ProxyServices,
    direction: DownstreamInfo['direction'],
  ) {
    this.stats = services.downstream.of(config.statPrefix);
    this.#tracer = config.tracing && new Tracer(config.tracing, services.random.tracing);
    this.#serverName =
      config.serverHeaderTransformation === 'PASS_THROUGH'
        ? undefined
        : (config.serverName ?? (direction === 'outbound' ? 'envoy' : 'istio-envoy'));
  }

  /** A request as filters get it. Where requests are traced its span begins, whose headers go upstream. */
  open(request: HttpRequest, hop: ProxyHop, hopIndex: number, exchange: Exchange): HttpStream {
    const { downstream, decision } = hop;
    const headers = receivedHeaders(request, this.config, downstream, this.services);
    hop.span = this.#tracer?.begin(headers);
    const path = this.#normalized(request.path);
    return new HttpStream(request, path, headers, downstream, exchange, hopIndex, decision);
  }

  /** Routes a request and runs its filters; everything that can go wrong upstream is a response. */
  handle(stream: HttpStream): Process<HttpResponse> {
    if (stream.downstream.direction === 'inbound') stream.headers.delete(DECORATOR);
    // No path holds a zero byte: such a one cannot be normalised.
    if (stream.hasNul && this.config.normalizePath === true)
      return settled(stream.reply(400, '', 'path_normalization_failed'));
    this.#route(stream);
    return this.#chain(stream.route, 0)(stream);
  }

  /** Completes a response on its way to the client. */
  finish(stream: HttpStream, request: HttpRequest, response: HttpResponse): void {
    const { headers } = response;
    if (stream.downstream.direction === 'inbound' && !request.headers.has(DECORATOR)) {
      const operation = stream.route?.config.decorator?.operation;
      if (operation !== undefined) headers.set(DECORATOR, operation);
    }
    if (stream.downstream.direction !== 'inbound') headers.delete(DECORATOR);
    finishResponseHeaders(response, stream.method, this.#serverName, this.services.now());
  }

  /** What is said to a request that gets no further than its first line. */
  refuse(request: HttpRequest, status: number, text: string): HttpResponse {
    const response = localReply(request.headers, status, text, request.method);
    finishResponseHeaders(response, request.method, this.#serverName, this.services.now());
    return response;
  }

  /** Chooses virtual host, route and cluster; the weighted draw belongs to the route and is made here, once. */
  #route(stream: HttpStream): void {
    const { decision } = stream;
    decision.facts = stream;
    decision.routeConfiguration = this.routes;
    const virtualHost = this.routes?.find(stream.authority);
    if (!virtualHost) return;
    decision.virtualHost = virtualHost;
    this.#takeRoute(stream, routeOf(virtualHost, stream));
  }

  #takeRoute(stream: HttpStream, route: CompiledRoute | undefined): void {
    const { decision } = stream;
    stream.route = decision.route = route;
    const action = route?.config.route;
    if (!action) return;
    const choice = chooseCluster(action, this.services.random.weightedCluster);
    if (!choice) return;
    if ('chosen' in choice) decision.weighted = choice;
    decision.clusterName = 'chosen' in choice ? choice.chosen.name : choice.name;
    decision.clusterRuntime = this.services.clusters.get(decision.clusterName);
  }

  /** Goes on behind a filter, on another route when the request now fits one. */
  #reroute(stream: HttpStream, next: Next, behind: number): Process<HttpResponse> {
    const { decision } = stream;
    const route = decision.virtualHost && routeOf(decision.virtualHost, stream);
    if (route === stream.route) return next(stream);
    decision.weighted = decision.clusterName = decision.clusterRuntime = undefined;
    this.#takeRoute(stream, route);
    return this.#chain(route, behind)(stream);
  }

  /** The filters that have something to do on a route, linked; made when the route is first used. */
  #chain(route: CompiledRoute | undefined, from: number): Next {
    let chain = this.#chains.get(route);
    if (!chain) {
      chain = this.#link(route);
      this.#chains.set(route, chain);
    }
    return chain[from] ?? noRouter;
  }

  #link(route: CompiledRoute | undefined): Next[] {
    const { httpFilters } = this.config;
    const chain: Next[] = [];
    let next: Next = noRouter;
    for (let index = httpFilters.length - 1; index >= 0; index--) {
      const { name = '', typedConfig } = httpFilters[index] ?? {};
      const declaration = this.filters.find((candidate) => candidate.name === name);
      const process = declaration?.create({
        config: typedConfig ?? {},
        routeConfig:
          route?.config.typedPerFilterConfig?.[name] ??
          route?.virtualHost.config.typedPerFilterConfig?.[name],
        route,
        manager: this.config,
        services: this.services,
        reroute: (stream, rest) => this.#reroute(stream, rest, index + 1),
      });
      if (process) next = linked(process, next);
      chain[index] = next;
    }
    return chain;
  }
}

const DECORATOR = 'x-envoy-decorator-operation';

function routeOf(host: CompiledVirtualHost, stream: HttpStream): CompiledRoute | undefined {
  const { httpsRedirect } = host;
  const redirected = httpsRedirect && stream.headers.get('x-forwarded-proto') !== 'https';
  return redirected ? httpsRedirect : host.find(stream);
}

function linked(process: FilterProcess, next: Next): Next {
  return (stream) => process(stream, next);
}

function* noRouter(stream: HttpStream): Process<HttpResponse> {
  return stream.reply(404, '', 'filter_chain_not_found', 'NFCF');
}
