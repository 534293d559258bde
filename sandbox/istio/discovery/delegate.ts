import type { HttpMatchRequest, HttpRoute, StringMatch } from './api/index';
import { keyOf } from './config';
import type { HttpRule, VirtualService } from './virtual-service';
import { isVisibleTo, visibilityOf } from './visibility';

/**
 * Replaces delegating rules by the rules of their delegates (VirtualServices without hosts), one level deep;
 * a delegate that is missing or not exported to the root's namespace makes the rule vanish.
 * Answers the VirtualServices that have hosts.
 */
export function mergeDelegates(
  virtualServices: readonly VirtualService[],
  defaultExportTo: readonly string[],
): VirtualService[] {
  const delegates = new Map<string, VirtualService>();
  const roots: VirtualService[] = [];
  for (const service of virtualServices) {
    if (service.hosts.length === 0) delegates.set(keyOf(service), service);
    else roots.push(service);
  }
  return roots.map((root) => expand(root, delegates, defaultExportTo));
}

function expand(
  root: VirtualService,
  delegates: ReadonlyMap<string, VirtualService>,
  defaultExportTo: readonly string[],
): VirtualService {
  if (!root.http.some((rule) => rule.route.delegate)) return root;
  const http = root.http.flatMap((rule) => {
    const reference = rule.route.delegate;
    if (reference === undefined) return [rule];
    const namespace = reference.namespace ?? '';
    const key = `${namespace === '' ? root.namespace : namespace}/${reference.name ?? ''}`;
    const delegate = delegates.get(key);
    if (delegate === undefined) return [];
    const exportTo = visibilityOf(delegate.config.spec.exportTo ?? defaultExportTo, delegate.namespace);
    if (!isVisibleTo(exportTo, root.namespace)) return [];
    return delegate.http.flatMap((leaf) => mergeRule(rule, leaf));
  });
  return { ...root, http };
}

/** The rules that a delegate's rule makes of a delegating one: one, or none when their matches exclude each other. */
export function mergeRule(root: HttpRule, leaf: HttpRule): HttpRule[] {
  const match = mergeMatches(root.route.match ?? [], leaf.route.match ?? []);
  if (match === undefined) return [];
  const { delegate: _delegate, ...inherited } = root.route;
  const merged: HttpRoute = {
    ...pick(inherited),
    ...withoutUndefined(leaf.route),
    ...nameOf(root.route.name, leaf.route.name),
    match,
  };
  return [{ route: merged, config: leaf.config, path: leaf.path }];
}

/** What a delegate takes over from the root when it says nothing itself. */
function pick(root: HttpRoute): HttpRoute {
  return withoutUndefined({
    rewrite: root.rewrite,
    directResponse: root.directResponse,
    timeout: root.timeout,
    retries: root.retries,
    fault: root.fault,
    mirror: root.mirror,
    mirrorPercent: root.mirrorPercent,
    mirror_percent: root.mirror_percent,
    mirrorPercentage: root.mirrorPercentage,
    corsPolicy: root.corsPolicy,
    mirrors: root.mirrors,
    headers: root.headers,
  });
}

function withoutUndefined<T extends object>(value: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

function nameOf(root: string | undefined, leaf: string | undefined): { name?: string } {
  if (!leaf) return root ? { name: root } : {};
  return { name: root ? `${root}-${leaf}` : leaf };
}

/** Every leaf match must fit into at least one root match; undefined = conflict. */
export function mergeMatches(
  root: readonly HttpMatchRequest[],
  leaf: readonly HttpMatchRequest[],
): readonly HttpMatchRequest[] | undefined {
  if (root.length === 0) return leaf;
  if (leaf.length === 0) return root;
  const result: HttpMatchRequest[] = [];
  for (const inner of leaf) {
    const fitting = root.filter((outer) => !conflicts(outer, inner));
    if (fitting.length === 0) return undefined;
    for (const outer of fitting) result.push(mergeMatch(outer, inner));
  }
  return result;
}

function mergeMatch(root: HttpMatchRequest, leaf: HttpMatchRequest): HttpMatchRequest {
  return {
    ...root,
    ...withoutUndefined<HttpMatchRequest>(leaf),
    ...nameOf(root.name, leaf.name),
    headers: { ...root.headers, ...leaf.headers },
    withoutHeaders: { ...root.withoutHeaders, ...leaf.withoutHeaders },
    queryParams: { ...root.queryParams, ...leaf.queryParams },
    sourceLabels: { ...root.sourceLabels, ...leaf.sourceLabels },
    ...(leaf.gateways?.length ? {} : root.gateways ? { gateways: root.gateways } : {}),
  };
}

/** Whether a delegate's match asks for something that the root's match excludes. */
export function conflicts(root: HttpMatchRequest, leaf: HttpMatchRequest): boolean {
  return (
    stringConflict(root.uri, leaf.uri) ||
    stringConflict(root.scheme, leaf.scheme) ||
    stringConflict(root.method, leaf.method) ||
    stringConflict(root.authority, leaf.authority) ||
    mapConflict(root.headers, leaf.headers) ||
    mapConflict(root.withoutHeaders, leaf.withoutHeaders) ||
    mapConflict(root.queryParams, leaf.queryParams) ||
    (root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false) ||
    (Boolean(root.port) && Boolean(leaf.port) && root.port !== leaf.port) ||
    (Boolean(root.sourceNamespace) && root.sourceNamespace !== (leaf.sourceNamespace ?? '')) ||
    labelConflict(root, leaf) ||
    gatewayConflict(root.gateways ?? [], leaf.gateways ?? [])
  );
}

function labelConflict(root: HttpMatchRequest, leaf: HttpMatchRequest): boolean {
  return Object.entries(leaf.sourceLabels ?? {}).some(([key, value]) => {
    const outer = root.sourceLabels?.[key];
    return outer !== undefined && outer !== value;
  });
}

function gatewayConflict(root: readonly string[], leaf: readonly string[]): boolean {
  if (root.length === 0 || leaf.length === 0) return false;
  return root.length < leaf.length || leaf.some((gateway) => !root.includes(gateway));
}

type StringMatches = Readonly<Record<string, StringMatch | null>> | undefined;

function mapConflict(root: StringMatches, leaf: StringMatches): boolean {
  return Object.entries(leaf ?? {}).some(([key, value]) =>
    stringConflict(root?.[key] ?? undefined, value ?? undefined),
  );
}

/** The leaf must lie within the root: equal texts, or inside the root's prefix; a regex tolerates nothing beside it. */
function stringConflict(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (root === undefined || leaf === undefined) return false;
  const empty = (match: StringMatch): boolean => !match.exact && !match.prefix && !match.regex;
  if (root.regex) return !empty(leaf);
  if (leaf.regex) return !empty(root);
  if (root.exact) return Boolean(leaf.prefix) || (leaf.exact ?? '') !== root.exact;
  if (root.prefix) return !(leaf.prefix ? leaf.prefix : (leaf.exact ?? '')).startsWith(root.prefix);
  return false;
}
