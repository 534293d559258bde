import {
  HttpHeaders,
  httpResponse,
  Exchange,
  isFailure,
  type Connection,
  type ConnectRequest,
  type Dialer,
  type Hop,
  type HttpOutcome,
  type HttpRequest,
  type RequestTrace,
} from '../../sandbox/net/index';
import { createProxy, type Proxy, type ProxyNode } from '../../sandbox/envoy/index';
import type {
  Cluster,
  ClusterLoadAssignment,
  FilterChain,
  HttpConnectionManager,
  HttpFilter,
  Listener,
  ProxyConfig,
  RouteConfiguration,
  VirtualHost,
} from '../../sandbox/envoy/config/index';
import { Kernel, RandomSource, type Process } from '../../sandbox/sim/index';

/** How an upstream behaves in a test: answers a request, or names a failure. */
export type Upstream = (request: HttpRequest, connect: ConnectRequest) => Process<HttpOutcome> | HttpOutcome;

/** A little network: addresses with something behind them; everything else refuses. */
export class TestNetwork implements Dialer {
  readonly kernel = new Kernel();
  readonly random: RandomSource;
  readonly connects: ConnectRequest[] = [];
  readonly #listeners = new Map<
    string,
    (request: ConnectRequest) => Process<Connection | { failure: 'refused' }>
  >();

  constructor(seed = 1) {
    this.random = new RandomSource(seed);
  }

  /** Puts an application behind `ip:port`. */
  serve(address: string, upstream: Upstream): void {
    this.#listeners.set(address, function* (connect) {
      return {
        *exchange(request): Process<HttpOutcome> {
          const answer = upstream(request, connect);
          return Symbol.iterator in answer ? yield* answer : answer;
        },
        close() {
          // nothing to release
        },
      };
    });
  }

  /** Puts a server behind `ip:port` that says something and hangs up. */
  greet(address: string, text: string): void {
    this.#listeners.set(address, function* () {
      return {
        *exchange(): Process<HttpOutcome> {
          return { failure: 'reset' };
        },
        *transfer(): Process<{ text: string }> {
          return { text };
        },
        close() {
          // nothing to release
        },
      };
    });
  }

  /** Puts a proxy's inbound side behind every port of an ip. */
  intercept(ip: string, proxy: Proxy): void {
    this.#listeners.set(ip, (request) => proxy.accept('inbound', request) as Process<Connection>);
  }

  stop(address: string): void {
    this.#listeners.delete(address);
  }

  *connect(request: ConnectRequest): Process<Connection | { failure: 'refused' }> {
    this.connects.push(request);
    const { ip, port } = request.destination;
    const own = request.source.ip === '127.0.0.6';
    const application = this.#listeners.get(`${ip}:${String(port)}`);
    const listener = own ? application : (this.#listeners.get(ip) ?? application);
    return listener ? yield* listener(request) : { failure: 'refused' };
  }

  proxy(role: ProxyNode['role'], ip: string, config: Partial<ProxyConfig>, name = `${role}-${ip}`): Proxy {
    const proxy = createProxy({
      node: {
        id: `${name}.default`,
        pod: name,
        namespace: 'default',
        workload: name,
        role,
        ip,
        identity: `spiffe://cluster.local/ns/default/sa/${name}`,
      },
      kernel: this.kernel,
      random: this.random,
      dialer: this,
    });
    proxy.applyConfig(proxyConfig(config));
    return proxy;
  }

  /** Sends one request through a proxy on a connection of its own and runs the world until it is answered. */
  send(proxy: Proxy, request: Partial<SentRequest> = {}): Answer {
    return this.kernel.run(this.kernel.spawn('client', this.client(proxy, request)));
  }

  /** @param hops where the hops are written, for looking on while the request is under way */
  *client(proxy: Proxy, sent: Partial<SentRequest>, hops: Hop[] = []): Process<Answer> {
    const trace: RequestTrace = { id: 1, startUs: this.kernel.nowUs, client: 'test', kind: 'learner', hops };
    const direction = sent.direction ?? (proxy.node.role === 'gateway' ? 'gateway' : 'outbound');
    const connection = yield* proxy.accept(direction, {
      source: { ip: '203.0.113.10', port: 50_000 },
      destination: sent.destination ?? { ip: '10.96.0.10', port: direction === 'gateway' ? 8080 : 80 },
      hello: sent.hello ?? { protocol: 'raw_buffer' },
      application: 'http/1.1',
    });
    if (isFailure(connection)) return { outcome: connection, trace };
    const outcome = yield* connection.exchange(httpRequest(sent), new Exchange(trace));
    connection.close();
    return { outcome, trace };
  }
}

export interface SentRequest {
  readonly method: string;
  readonly authority: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly direction: 'outbound' | 'inbound' | 'gateway';
  readonly destination: ConnectRequest['destination'];
  readonly hello: ConnectRequest['hello'];
}

export interface Answer {
  readonly outcome: HttpOutcome;
  readonly trace: RequestTrace;
}

export function httpRequest(sent: Partial<SentRequest> = {}): HttpRequest {
  return {
    method: sent.method ?? 'GET',
    scheme: sent.hello?.protocol === 'tls' ? 'https' : 'http',
    authority: sent.authority ?? 'shop.example',
    path: sent.path ?? '/',
    headers: new HttpHeaders(Object.entries(sent.headers ?? {})),
    body: sent.body ?? '',
  };
}

/** Answers with the request as it arrived. */
export function echo(request: HttpRequest): HttpOutcome {
  return httpResponse(200, JSON.stringify(request.headers.entries()), [
    ['x-path', request.path],
    ['x-host', request.authority],
  ]);
}

export function proxyConfig(config: Partial<ProxyConfig>): ProxyConfig {
  return { listeners: [], routeConfigurations: [], clusters: [], loadAssignments: [], ...config };
}

export const router: HttpFilter = { name: 'envoy.filters.http.router' };

/** A listener with one HTTP filter chain that takes its routes by name. */
export function httpListener(
  port: number,
  routeConfigName: string,
  manager: Partial<HttpConnectionManager> = {},
  chain: Partial<FilterChain> = {},
): Listener {
  return {
    name: `0.0.0.0_${String(port)}`,
    address: { socketAddress: { address: '0.0.0.0', portValue: port } },
    trafficDirection: 'OUTBOUND',
    filterChains: [
      {
        filters: [
          {
            name: 'envoy.filters.network.http_connection_manager',
            typedConfig: {
              statPrefix: 'test',
              rds: { routeConfigName },
              httpFilters: [router],
              normalizePath: true,
              ...manager,
            },
          },
        ],
        ...chain,
      },
    ],
  };
}

/** The listener where a sidecar's intercepted connections enter. */
export function virtualOutbound(): Listener {
  return {
    name: 'virtualOutbound',
    address: { socketAddress: { address: '0.0.0.0', portValue: 15001 } },
    trafficDirection: 'OUTBOUND',
    useOriginalDst: true,
    filterChains: [],
  };
}

export function routes(name: string, ...virtualHosts: VirtualHost[]): RouteConfiguration {
  return { name, virtualHosts, ignorePortInHostMatching: true };
}

export function cluster(name: string, more: Partial<Cluster> = {}): Cluster {
  return { name, type: 'EDS', connectTimeout: '10s', lbPolicy: 'LEAST_REQUEST', ...more };
}

/** Endpoints of a cluster from `ip:port` texts. */
export function endpoints(clusterName: string, ...addresses: string[]): ClusterLoadAssignment {
  return {
    clusterName,
    endpoints: [
      {
        lbEndpoints: addresses.map((address) => {
          const [ip = '', port = ''] = address.split(':');
          return {
            address: { socketAddress: { address: ip, portValue: Number(port) } },
            pod: `pod-${ip}`,
          };
        }),
      },
    ],
  };
}
