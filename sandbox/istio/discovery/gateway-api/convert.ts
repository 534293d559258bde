import { compareText } from '../../../lib/compare-text';
import { groupBy } from '../../../lib/group-by';
import type { DestinationRuleSpec, GatewaySpec, ParentReference, TcpRoute, TlsRoute } from '../api/index';
import type { Config } from '../config';
import type { StatusReport } from '../status-report';
import type { HttpRule, L4Rule, VirtualService } from '../virtual-service';
import { compareByAge } from './age';
import { convertPolicies } from './backend-policies';
import { toConditions } from './conditions';
import type { ConversionInput } from './conversion-input';
import { classOfController } from './gateway-classes';
import { convertGateways } from './gateways';
import { grpcRules, httpRules, type ConvertedRules } from './http-rules';
import { tcpRules, tlsRules } from './l4-rules';
import type { ListenerStatus } from './listeners';
import { GATEWAY_API, kinds } from './object-kinds';
import { parentKey, type ListenerParent } from './parents';
import { routeParents, type RouteParent } from './route-parents';
import { routeStatus } from './route-status';
import {
  httpVirtualServices,
  mergeByKey,
  tcpVirtualServices,
  tlsVirtualServices,
  type KeyedVirtualService,
} from './route-virtual-services';

/** What Gateway API amounts to in Istio's own terms. */
export interface Conversion {
  readonly gateways: readonly Config<GatewaySpec>[];
  readonly virtualServices: readonly VirtualService[];
  readonly destinationRules: readonly Config<DestinationRuleSpec>[];
  readonly statuses: readonly StatusReport[];
}

type Route = Config<{
  readonly parentRefs?: readonly ParentReference[];
  readonly hostnames?: readonly string[];
}>;

/** Converts Gateway API as istiod does (pilot/pkg/config/kube/gateway). */
export function convertGatewayApi(input: ConversionInput): Conversion {
  const { listeners, gatewayStatuses, setStatuses } = convertGateways(input);
  const parents = listeners.map(({ parent }) => parent);
  const routes = new RouteConversion(
    input,
    groupBy(parents, ({ key }) => key),
  );
  for (const route of sorted(input.httpRoutes)) routes.http(route, (mesh) => httpRules(route, mesh, input));
  for (const route of sorted(input.grpcRoutes)) routes.http(route, (mesh) => grpcRules(route, mesh, input));
  for (const route of sorted(input.tcpRoutes)) routes.tcp(route, (mesh) => tcpRules(route, mesh, input));
  for (const route of sorted(input.tlsRoutes)) routes.tls(route, (mesh) => tlsRules(route, mesh, input));
  const policies = convertPolicies(input);
  const withCounts = <Status extends { readonly listeners?: readonly ListenerStatus[] }>(
    kind: string,
    statuses: ReadonlyMap<Config<unknown>, Status>,
  ): StatusReport[] =>
    [...statuses].map(([config, status]) => ({
      config,
      group: GATEWAY_API,
      status: { ...status, ...routes.counted(parentKey(kind, config.namespace, config.name), status) },
    }));
  return {
    gateways: listeners.filter(({ valid }) => valid).map(({ config }) => config),
    virtualServices: routes.virtualServices(),
    destinationRules: policies.destinationRules,
    statuses: [
      ...classStatuses(input),
      ...withCounts(kinds.gateway, gatewayStatuses),
      ...withCounts(kinds.listenerSet, setStatuses),
      ...routes.statuses,
      ...policies.statuses,
    ],
  };
}

/** Attaches routes and collects what they become. */
class RouteConversion {
  readonly statuses: StatusReport[] = [];
  readonly #keyed: KeyedVirtualService[] = [];
  readonly #l4: VirtualService[] = [];
  /** Routes by `parent key section`. */
  readonly #attached = new Map<string, Set<Config<unknown>>>();

  constructor(
    private readonly input: ConversionInput,
    private readonly parentsByKey: ReadonlyMap<string, readonly ListenerParent[]>,
  ) {}

  virtualServices(): VirtualService[] {
    return [...this.#l4, ...mergeByKey(this.#keyed)];
  }

  http(route: Route, convert: (mesh: boolean) => ConvertedRules<HttpRule>): void {
    this.#attach(route, route.spec.hostnames, convert, (parent, rules) => {
      this.#keyed.push(...httpVirtualServices(route, parent, rules, this.input));
    });
  }

  tcp(route: Route, convert: (mesh: boolean) => ConvertedRules<L4Rule<TcpRoute>>): void {
    let made = 0;
    this.#attach(route, undefined, convert, (parent, rules) => {
      const services = tcpVirtualServices(route, parent, rules, made, this.input);
      made += services.length;
      this.#l4.push(...services);
    });
  }

  tls(route: Route, convert: (mesh: boolean) => ConvertedRules<L4Rule<TlsRoute>>): void {
    let made = 0;
    this.#attach(route, route.spec.hostnames, convert, (parent, rules) => {
      const services = tlsVirtualServices(route, parent, rules, made, this.input);
      made += services.length;
      this.#l4.push(...services);
    });
  }

  /** The listeners of a status with the number of their routes. */
  counted(
    key: string,
    status: { readonly listeners?: readonly ListenerStatus[] },
  ): { readonly listeners?: readonly ListenerStatus[] } {
    if (status.listeners === undefined) return {};
    return {
      listeners: status.listeners.map((listener) => ({
        ...listener,
        attachedRoutes: this.#attached.get(`${key} ${listener.name}`)?.size ?? 0,
      })),
    };
  }

  #attach<Rule>(
    route: Route,
    hostnames: readonly string[] | undefined,
    convert: (mesh: boolean) => ConvertedRules<Rule>,
    add: (parent: RouteParent, rules: readonly Rule[]) => void,
  ): void {
    const parents = routeParents(route, hostnames, this.parentsByKey, this.input);
    const needed = (mesh: boolean): boolean => parents.some(({ isMesh }) => isMesh === mesh);
    const mesh = needed(true) ? convert(true) : undefined;
    const gateway = needed(false) ? convert(false) : undefined;
    const current = this.input.statusOf(route);
    const status = routeStatus(
      parents,
      ({ isMesh }) => (isMesh ? mesh : gateway)?.problem,
      route.namespace,
      current,
    );
    this.statuses.push({ config: route, group: GATEWAY_API, status: { ...status } });
    const attached = parents
      .filter(({ denied }) => denied === undefined)
      .sort((a, b) => compareText(a.parent.internalName, b.parent.internalName));
    for (const parent of attached) {
      if (!parent.isMesh) this.#count(parent, route);
      add(parent, (parent.isMesh ? mesh : gateway)?.rules ?? []);
    }
  }

  #count({ parent }: RouteParent, route: Route): void {
    const key = `${parent.key} ${parent.section}`;
    const routes = this.#attached.get(key);
    if (routes) routes.add(route);
    else this.#attached.set(key, new Set([route]));
  }
}

function sorted<Spec>(configs: readonly Config<Spec>[]): Config<Spec>[] {
  return [...configs].sort(compareByAge);
}

function classStatuses({ classes }: ConversionInput): StatusReport[] {
  const handled = classes.filter(({ spec }) => classOfController(spec.controllerName ?? '') !== undefined);
  return handled.map((config) => ({
    config,
    group: GATEWAY_API,
    status: {
      conditions: toConditions({ Accepted: { reason: 'Accepted', message: 'Handled by Istio controller' } }),
    },
  }));
}
