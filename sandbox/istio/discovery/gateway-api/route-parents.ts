import { compareText } from '../../../lib/compare-text';
import type { ParentReference } from '../api/index';
import type { Config } from '../config';
import { hostsMatch } from '../host';
import type { ConversionInput } from './conversion-input';
import { GATEWAY_CONTROLLER, MESH_CONTROLLER } from './gateway-classes';
import { GATEWAY_API, kindOf, kinds, type KindName } from './object-kinds';
import { parentKey, type ListenerParent } from './parents';
import type { Problem } from './problem';

/** A parentRef together with one thing it may mean. */
export interface RouteParent {
  /** Which of the route's parentRefs, from 0. */
  readonly index: number;
  readonly reference: ParentReference;
  readonly kind: KindName;
  readonly parent: ListenerParent;
  readonly isMesh: boolean;
  /** Host names of other listeners on the same port and protocol. */
  readonly taken: ReadonlySet<string>;
  /** Why the route may not attach. */
  readonly denied?: Problem | undefined;
}

const ACCEPTED: ReadonlySet<KindName> = new Set<KindName>([
  kinds.gateway,
  kinds.listenerSet,
  kinds.service,
  kinds.serviceEntry,
]);

const MESH: ListenerParent = {
  key: 'mesh',
  internalName: 'mesh',
  allowedKinds: ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map((kind) => ({
    group: GATEWAY_API,
    kind,
  })),
  hosts: [],
  hostname: '',
  section: '',
  port: 0,
  protocol: '',
};

/** What a route's parentRefs lead to, in a stable order; references to things of other controllers are left out. */
export function routeParents(
  route: Config<{ readonly parentRefs?: readonly ParentReference[] }>,
  hostnames: readonly string[] | undefined,
  parentsByKey: ReadonlyMap<string, readonly ListenerParent[]>,
  input: ConversionInput,
): RouteParent[] {
  const found = (route.spec.parentRefs ?? []).flatMap((reference, index): RouteParent[] => {
    const kind = kindOf(reference, kinds.gateway);
    if (!ACCEPTED.has(kind)) return [];
    const isMesh = kind === kinds.service || kind === kinds.serviceEntry;
    if (isMesh && isServedByOthers(kind, reference, route.namespace, input)) return [];
    const namespace = reference.namespace ?? route.namespace;
    const candidates = isMesh ? [MESH] : (parentsByKey.get(parentKey(kind, namespace, reference.name)) ?? []);
    return candidates.map((parent) => ({
      index,
      reference,
      kind,
      parent,
      isMesh,
      taken: takenHosts(parent, candidates),
      denied: isMesh
        ? meshProblem(kind, reference, namespace, input)
        : listenerProblem(parent, reference, hostnames, route),
    }));
  });
  return found.sort((a, b) =>
    compareText(parentText(a.reference, route.namespace), parentText(b.reference, route.namespace)),
  );
}

/** `group/Kind/name/section/port.namespace`: how parentRefs are told apart and ordered. */
export function parentText(reference: ParentReference, namespace: string): string {
  const { group = GATEWAY_API, kind = 'Gateway', name, sectionName = '', port = 0 } = reference;
  return `${group}/${kind}/${name}/${sectionName}/${String(port)}.${reference.namespace ?? namespace}`;
}

function takenHosts(parent: ListenerParent, all: readonly ListenerParent[]): ReadonlySet<string> {
  const others = all.filter(
    (other) => other !== parent && other.port === parent.port && other.protocol === parent.protocol,
  );
  const hosts = new Set(others.map(({ hostname }) => hostname));
  hosts.delete(parent.hostname);
  return hosts;
}

function meshProblem(
  kind: KindName,
  { name }: ParentReference,
  namespace: string,
  input: ConversionInput,
): Problem | undefined {
  const reason = 'NoMatchingParent';
  if (kind === kinds.service) {
    if (input.services.has(`${namespace}/${name}`)) return undefined;
    return { reason, message: `parent service: ${JSON.stringify(name)} not found` };
  }
  const entry = findServiceEntry(name, namespace, input);
  return entry ? undefined : { reason, message: `parent service entry: ${JSON.stringify(name)} not found` };
}

export function findServiceEntry(
  name: string,
  namespace: string,
  input: ConversionInput,
): ConversionInput['serviceEntries'][number] | undefined {
  return input.serviceEntries.find((entry) => entry.name === name && entry.namespace === namespace);
}

/** Section and port first, then hosts with their namespaces, then the kind (referenceAllowed). */
function listenerProblem(
  parent: ListenerParent,
  { port = 0, sectionName = '' }: ParentReference,
  hostnames: readonly string[] | undefined,
  route: Config<unknown>,
): Problem | undefined {
  if (port !== 0 && port !== parent.port)
    return { reason: 'NoMatchingParent', message: `port ${String(port)} not found` };
  if (sectionName !== '' && sectionName !== parent.section)
    return {
      reason: 'NoMatchingParent',
      message: `sectionName ${JSON.stringify(sectionName)} not found`,
    };
  const problem = hostProblem(parent, hostnames, route.namespace);
  if (problem !== undefined) return problem;
  if (parent.allowedKinds.some(({ kind }) => kind === route.kind)) return undefined;
  return {
    reason: 'NotAllowedByListeners',
    message: `kind ${GATEWAY_API}/v1/${route.kind} is not allowed`,
  };
}

function hostProblem(
  parent: ListenerParent,
  hostnames: readonly string[] | undefined,
  namespace: string,
): Problem | undefined {
  const wanted = hostnames === undefined || hostnames.length === 0 ? ['*'] : hostnames;
  let hostMatched = parent.hosts.length === 0;
  for (const entry of parent.hosts) {
    const slash = entry.indexOf('/');
    const owner = slash < 0 ? '*' : entry.slice(0, slash);
    const host = entry.slice(slash + 1);
    if (!wanted.some((candidate) => hostsMatch(host, candidate))) continue;
    if (owner === '*' || owner === namespace) return undefined;
    hostMatched = true;
  }
  const quoted = JSON.stringify(parent.hostname);
  if (parent.hosts.length === 0) return undefined;
  return hostMatched
    ? {
        reason: 'NotAllowedByListeners',
        message: `hostnames matched parent hostname ${quoted}, but namespace ${JSON.stringify(namespace)} is not allowed by the parent`,
      }
    : { reason: 'NoMatchingListenerHostname', message: `no hostnames matched parent hostname ${quoted}` };
}

/** The service goes through a waypoint that another controller runs; it reads the route. */
function isServedByOthers(
  kind: KindName,
  reference: ParentReference,
  namespace: string,
  input: ConversionInput,
): boolean {
  const owner = reference.namespace ?? namespace;
  const own =
    kind === kinds.service
      ? input.services.get(`${owner}/${reference.name}`)?.metadata.labels
      : findServiceEntry(reference.name, owner, input)?.labels;
  if (own === undefined && kind === kinds.service && !input.services.has(`${owner}/${reference.name}`))
    return false;
  const labels =
    own?.[USE_WAYPOINT] === undefined ? (input.namespaces.get(owner)?.metadata.labels ?? {}) : own;
  const waypoint = labels[USE_WAYPOINT] ?? '';
  if (waypoint === '' || waypoint.toLowerCase() === 'none') return false;
  const place = labels[`${USE_WAYPOINT}-namespace`] || owner;
  const gateway = input.gateways.find(({ name, namespace: own }) => name === waypoint && own === place);
  const gatewayClass = input.classes.find(({ name }) => name === gateway?.spec.gatewayClassName);
  const controller = gatewayClass?.spec.controllerName;
  return controller !== undefined && controller !== MESH_CONTROLLER && controller !== GATEWAY_CONTROLLER;
}

const USE_WAYPOINT = 'istio.io/use-waypoint';
