import type { Route, RouteMatch } from '../../../envoy/config/index';
import type { HttpMatchRequest } from '../../discovery/api/index';
import { originOf, selects, type HttpRule, type Service, type VirtualService } from '../../discovery/index';
import type { Context } from '../context';
import { virtualServiceMetadata } from '../metadata';
import { translateCors } from './cors';
import { translateFault } from './fault';
import { headerFields, translateHeaders } from './headers';
import { translateRedirect } from './redirect';
import { translateAction } from './route-action';
import { isCatchAll, translateMatch } from './route-match';
import { statefulSession } from './stateful-session';
import { operationPath, operationTarget } from './route-operation';

export interface HttpRoutesInput {
  readonly context: Context;
  readonly virtualService: VirtualService;
  /** The listener's port; at a gateway the Gateway server's port, not the container's. */
  readonly listenPort: number;
  /** `mesh` or the Gateway the routes are for. */
  readonly gateway: string;
  readonly isTls: boolean;
  readonly serviceFor: (host: string) => Service | undefined;
}

/**
 * The routes of a VirtualService for one proxy, port and gateway: one per match, in order, ending with the first
 * catch-all. Empty when no rule applies here.
 */
export function translateHttpRoutes(input: HttpRoutesInput): Route[] {
  const routes: Route[] = [];
  for (const rule of input.virtualService.http) {
    const matches = rule.route.match ?? [];
    const target = new RuleTarget(input, rule);
    if (matches.length === 0) {
      routes.push(translateRoute(input, rule, undefined, -1, target));
      return routes;
    }
    for (const [index, match] of matches.entries()) {
      if (!appliesHere(input, match)) continue;
      const route = translateRoute(input, rule, match, index, target);
      routes.push(route);
      if (isCatchAll(route.match)) return routes;
    }
  }
  return routes;
}

/** What a rule does with requests, and what their spans' names begin with. */
interface Target {
  readonly fields: Partial<Route>;
  readonly operation: string;
}

/** The target of a rule: the same for all of its matches, unless a rewrite cuts off what was matched. */
class RuleTarget {
  #shared: Target | undefined;

  constructor(
    private readonly input: HttpRoutesInput,
    private readonly rule: HttpRule,
  ) {}

  for(match: RouteMatch): Target {
    const { rewrite } = this.rule.route;
    if (rewrite && match.pathSeparatedPrefix !== undefined) return this.#translate(match.pathSeparatedPrefix);
    this.#shared ??= this.#translate(undefined);
    return this.#shared;
  }

  #translate(matchedPrefix: string | undefined): Target {
    const { virtualService, listenPort } = this.input;
    const metadata = virtualServiceMetadata(virtualService);
    const fields = { ...translateTarget(this.input, this.rule, matchedPrefix), metadata };
    return { fields, operation: operationTarget(fields.route?.cluster, virtualService.name, listenPort) };
  }
}

/** Port, gateways and source conditions are decided here; Envoy never sees them. */
export function appliesHere(
  input: Pick<HttpRoutesInput, 'context' | 'listenPort' | 'gateway'>,
  match: HttpMatchRequest,
): boolean {
  const { proxy } = input.context;
  if (match.port && match.port !== input.listenPort) return false;
  if (match.gateways && match.gateways.length > 0) return match.gateways.includes(input.gateway);
  if (!selects(match.sourceLabels, proxy.labels)) return false;
  return !match.sourceNamespace || match.sourceNamespace === proxy.namespace;
}

function translateRoute(
  input: HttpRoutesInput,
  rule: HttpRule,
  match: HttpMatchRequest | undefined,
  index: number,
  targetOf: RuleTarget,
): Route {
  const { semantics } = input.virtualService;
  const { route } = rule;
  const name = match?.name ? `${route.name ?? ''}.${match.name}` : route.name;
  const envoyMatch = translateMatch(match, semantics);
  const target = targetOf.for(envoyMatch);
  const translated: Route = {
    match: envoyMatch,
    ...target.fields,
    decorator: { operation: target.operation + operationPath(envoyMatch) },
    origin: originOf(rule.config, index < 0 ? rule.path : matchPath(rule, index)),
  };
  return {
    ...(name ? { name } : {}),
    ...(match?.statPrefix ? { statPrefix: match.statPrefix } : {}),
    ...translated,
  };
}

/** After delegation a match may stem from the root's list; then the rule itself is the best place to point at. */
function matchPath(rule: HttpRule, index: number): string {
  const path = `${rule.path}.match[${String(index)}]`;
  return rule.config.source && !rule.config.source.rangeOf(path) ? rule.path : path;
}

function translateTarget(
  input: HttpRoutesInput,
  rule: HttpRule,
  matchedPrefix: string | undefined,
): Partial<Route> {
  const perFilter = perFilterConfig(input, rule);
  const target = translateAnswer(input, rule, matchedPrefix);
  return perFilter ? { ...target, typedPerFilterConfig: perFilter } : target;
}

function translateAnswer(
  input: HttpRoutesInput,
  rule: HttpRule,
  matchedPrefix: string | undefined,
): Partial<Route> {
  const { route } = rule;
  if (route.redirect) {
    const redirect = translateRedirect(route.redirect, input.listenPort, input.isTls);
    return { ...(redirect ? { redirect } : {}), ...headerFields(translateHeaders(route.headers)) };
  }
  if (route.directResponse) {
    const { status, body } = route.directResponse;
    return {
      directResponse: {
        status,
        ...(body?.string === undefined ? {} : { body: { inlineString: body.string } }),
        ...(body?.bytes === undefined ? {} : { body: { inlineBytes: body.bytes } }),
      },
      ...headerFields(translateHeaders(route.headers)),
    };
  }
  const { action, headers } = translateAction({
    context: input.context,
    rule,
    listenPort: input.listenPort,
    semantics: input.virtualService.semantics,
    ...(matchedPrefix === undefined ? {} : { matchedPrefix }),
    serviceFor: input.serviceFor,
  });
  return { route: action, ...headerFields(headers) };
}

function perFilterConfig(input: HttpRoutesInput, rule: HttpRule): Route['typedPerFilterConfig'] {
  const { fault, corsPolicy } = rule.route;
  const session = sessionOf(input, rule);
  if (fault === undefined && corsPolicy === undefined && session === undefined) return undefined;
  return {
    ...session,
    ...(fault ? { 'envoy.filters.http.fault': translateFault(fault) } : {}),
    ...(corsPolicy ? { 'envoy.filters.http.cors': translateCors(corsPolicy) } : {}),
  };
}

/** The sessions of the first destination that has any. */
function sessionOf(
  { context, serviceFor }: HttpRoutesInput,
  { route }: HttpRule,
): ReturnType<typeof statefulSession> {
  const { features } = context.snapshot;
  if (!features.persistentSessions) return undefined;
  for (const { destination } of route.route ?? []) {
    const found = statefulSession(features, serviceFor(destination.host));
    if (found) return found;
  }
  return undefined;
}
