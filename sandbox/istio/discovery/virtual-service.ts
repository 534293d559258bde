import { internalAnnotations } from './internal-annotations';
import type {
  Destination,
  HttpMatchRequest,
  HttpRoute,
  TcpRoute,
  TlsRoute,
  VirtualServiceSpec,
} from './api/index';
import type { Config } from './config';
import { resolveGatewayName, resolveShortName } from './short-name';

/** A VirtualService with short names resolved; every rule remembers where it was written. */
export interface VirtualService {
  readonly config: Config<VirtualServiceSpec>;
  readonly namespace: string;
  readonly name: string;
  readonly hosts: readonly string[];
  /** `mesh` or `namespace/name`; never empty. */
  readonly gateways: readonly string[];
  readonly http: readonly HttpRule[];
  readonly tls: readonly L4Rule<TlsRoute>[];
  readonly tcp: readonly L4Rule<TcpRoute>[];
  /** Rules that came from another API and follow its semantics. */
  readonly semantics: 'istio' | 'gateway' | 'ingress';
}

/** One `http[]` entry; after delegation it may come from another object. */
export interface HttpRule {
  readonly route: HttpRoute;
  /** The object it was written in: the VirtualService, its delegate, or a route of another API. */
  readonly config: Config<unknown>;
  /** `spec.http[0]`. */
  readonly path: string;
}

export interface L4Rule<Route> {
  readonly route: Route;
  /** `spec.tcp[0]`. */
  readonly path: string;
}

/** Reads a VirtualService: names resolved against its own namespace (pilot/pkg/model/virtualservice.go). */
export function fromVirtualService(
  config: Config<VirtualServiceSpec>,
  clusterDomain: string,
): VirtualService {
  const { spec, namespace } = config;
  const resolve = (destination: Destination): Destination => ({
    ...destination,
    host: resolveShortName(destination.host, namespace, clusterDomain),
  });
  const semantics = config.annotations[internalAnnotations.routeSemantics];
  return {
    config,
    namespace,
    name: config.name,
    hosts: (spec.hosts ?? []).map((host) => resolveShortName(host, namespace, clusterDomain)),
    gateways: gatewaysOf(spec, namespace),
    http: (spec.http ?? []).map((route, index) => ({
      route: resolveHttp(route, namespace, resolve),
      config,
      path: `spec.http[${String(index)}]`,
    })),
    tls: (spec.tls ?? []).map((route, index) => ({
      route: resolveL4(route, namespace, resolve),
      path: `spec.tls[${String(index)}]`,
    })),
    tcp: (spec.tcp ?? []).map((route, index) => ({
      route: resolveL4(route, namespace, resolve),
      path: `spec.tcp[${String(index)}]`,
    })),
    semantics: semantics === 'gateway' || semantics === 'ingress' ? semantics : 'istio',
  };
}

function gatewaysOf(spec: VirtualServiceSpec, namespace: string): string[] {
  const gateways = spec.gateways ?? [];
  if (gateways.length === 0) return ['mesh'];
  return gateways.map((gateway) => resolveGatewayName(gateway, namespace));
}

type Resolve = (destination: Destination) => Destination;

function resolveHttp(route: HttpRoute, namespace: string, resolve: Resolve): HttpRoute {
  return {
    ...route,
    ...(route.match ? { match: route.match.map((match) => resolveMatch(match, namespace)) } : {}),
    ...(route.route
      ? { route: route.route.map((entry) => ({ ...entry, destination: resolve(entry.destination) })) }
      : {}),
    ...(route.mirror ? { mirror: resolve(route.mirror) } : {}),
    ...(route.mirrors
      ? {
          mirrors: route.mirrors.map((mirror) =>
            mirror.destination ? { ...mirror, destination: resolve(mirror.destination) } : mirror,
          ),
        }
      : {}),
  };
}

function resolveMatch(match: HttpMatchRequest, namespace: string): HttpMatchRequest {
  if (match.gateways === undefined) return match;
  return { ...match, gateways: match.gateways.map((gateway) => resolveGatewayName(gateway, namespace)) };
}

function resolveL4<Route extends TcpRoute | TlsRoute>(
  route: Route,
  namespace: string,
  resolve: Resolve,
): Route {
  return {
    ...route,
    ...(route.match
      ? {
          match: route.match.map((match) =>
            match.gateways
              ? { ...match, gateways: match.gateways.map((name) => resolveGatewayName(name, namespace)) }
              : match,
          ),
        }
      : {}),
    ...(route.route
      ? { route: route.route.map((entry) => ({ ...entry, destination: resolve(entry.destination) })) }
      : {}),
  };
}
