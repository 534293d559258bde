import type { BackendRef, L4RouteSpec, RouteDestination, TcpRoute, TlsRoute } from '../api/index';
import type { Config } from '../config';
import type { L4Rule } from '../virtual-service';
import { toBackend, type BackendOwner } from './backend';
import type { ConversionInput } from './conversion-input';
import type { ConvertedRules } from './http-rules';
import { kinds } from './object-kinds';
import type { Problem } from './problem';

/** A cluster that does not exist: connections to it are refused. */
const NOWHERE: readonly RouteDestination[] = [
  { destination: { host: 'internal.cluster.local', subset: 'zero-weight', port: { number: 65_535 } } },
];

/** The rules of a TCPRoute. */
export function tcpRules(
  config: Config<L4RouteSpec>,
  mesh: boolean,
  input: ConversionInput,
): ConvertedRules<L4Rule<TcpRoute>> {
  const owner = { kind: kinds.tcpRoute, namespace: config.namespace, needsGrant: !mesh };
  return convert(config, owner, input, (route) => ({ route }));
}

/** The rules of a TLSRoute. */
export function tlsRules(
  config: Config<L4RouteSpec>,
  mesh: boolean,
  input: ConversionInput,
): ConvertedRules<L4Rule<TlsRoute>> {
  const owner = { kind: kinds.tlsRoute, namespace: config.namespace, needsGrant: !mesh };
  const { hostnames } = config.spec;
  const sniHosts = hostnames === undefined || hostnames.length === 0 ? ['*'] : hostnames;
  return convert(config, owner, input, (route, hasBackends) =>
    hasBackends ? { match: [{ sniHosts }], route } : { route },
  );
}

function convert<Route>(
  { spec }: Config<L4RouteSpec>,
  owner: BackendOwner,
  input: ConversionInput,
  build: (destinations: readonly RouteDestination[], hasBackends: boolean) => Route,
): ConvertedRules<L4Rule<Route>> {
  const rules: L4Rule<Route>[] = [];
  let problem: Problem | undefined;
  for (const [index, { backendRefs = [] }] of (spec.rules ?? []).entries()) {
    const found = toDestinations(backendRefs, owner, input);
    if (found.destinations === undefined) return { rules: [], problem: found.problem };
    problem = found.problem ?? problem;
    const hasBackends = found.destinations !== NOWHERE;
    rules.push({ route: build(found.destinations, hasBackends), path: `spec.rules[${String(index)}]` });
  }
  return { rules, problem };
}

function toDestinations(
  backends: readonly BackendRef[],
  owner: BackendOwner,
  input: ConversionInput,
): { readonly destinations?: readonly RouteDestination[]; readonly problem?: Problem | undefined } {
  const used = backends.filter((backend) => backend.weight !== 0);
  if (used.length === 0) return { destinations: NOWHERE };
  const destinations: RouteDestination[] = [];
  let problem: Problem | undefined;
  for (const reference of used) {
    const backend = toBackend(reference, owner, input);
    if (backend.destination === undefined) return { problem: backend.problem };
    problem = backend.problem ?? problem;
    const weight = used.length === 1 ? {} : { weight: reference.weight ?? 1 };
    destinations.push({ destination: backend.destination, ...weight });
  }
  return { destinations, problem };
}
