import type { KubeGatewaySpec, ListenerSetSpec, Server } from '../api/index';
import type { Config } from '../config';
import { acceptsListenersOf } from './allowed-namespaces';
import { toConditions, type Condition, type Finding } from './conditions';
import type { ConversionInput } from './conversion-input';
import type { ClassInfo } from './gateway-classes';
import { resolveInstances } from './gateway-instances';
import { gatewayServices } from './gateway-services';
import { programmed } from './gateway-status';
import { carriesRoutes, listenerGateway, toConverted } from './listener-gateway';
import { findConflicts, listenerKey, portOf, setsOf } from './listener-conflicts';
import { buildListener, conflictedListener, type ListenerStatus } from './listeners';
import { frontendTls } from './listener-tls';
import { kindOf, kinds } from './object-kinds';
import type { ConvertedListener } from './parents';
import type { Problem } from './problem';

export interface ListenerSetStatus {
  readonly conditions: readonly Condition[];
  readonly listeners?: readonly ListenerStatus[];
}

interface ConvertedSets {
  readonly listeners: readonly ConvertedListener[];
  readonly statuses: ReadonlyMap<Config<unknown>, ListenerSetStatus>;
}

/** The ListenerSets of a Gateway as Istio Gateways (ListenerSetCollection). */
export function convertListenerSets(
  gateway: Config<KubeGatewaySpec>,
  info: ClassInfo,
  input: ConversionInput,
): ConvertedSets {
  const listeners: ConvertedListener[] = [];
  const statuses = new Map<Config<unknown>, ListenerSetStatus>();
  for (const set of setsOf(gateway, input)) {
    if (kindOf(set.spec.parentRef, kinds.gateway) !== kinds.gateway) continue;
    const refusal = refusalOf(set, gateway, info, input);
    if (refusal !== undefined) {
      statuses.set(set, { conditions: toConditions(refused(refusal)) });
      continue;
    }
    const own = convertSet(set, gateway, info, input);
    statuses.set(set, own.status);
    listeners.push(...own.listeners);
  }
  return { listeners, statuses };
}

function refusalOf(
  set: Config<ListenerSetSpec>,
  gateway: Config<KubeGatewaySpec>,
  info: ClassInfo,
  input: ConversionInput,
): string | undefined {
  if (!info.listenerSets) {
    return `The ${JSON.stringify(gateway.spec.gatewayClassName)} GatewayClass does not support ListenerSet`;
  }
  const choice = gateway.spec.allowedListeners?.namespaces;
  if (acceptsListenersOf(set.namespace, choice, gateway.namespace, input.namespaces)) return undefined;
  return "The parent Gateway does not allow this reference; check the 'spec.allowedRoutes'";
}

function convertSet(
  set: Config<ListenerSetSpec>,
  gateway: Config<KubeGatewaySpec>,
  info: ClassInfo,
  input: ConversionInput,
): { readonly listeners: readonly ConvertedListener[]; readonly status: ListenerSetStatus } {
  const { hostnames, problem } = gatewayServices(gateway, info, input.clusterDomain);
  if (hostnames.length === 0 && problem !== undefined)
    return { listeners: [], status: report(gateway, hostnames, [], [], problem, true, input) };
  const conflicts = findConflicts(gateway, input);
  const statuses: ListenerStatus[] = [];
  const servers: Server[] = [];
  const listeners: ConvertedListener[] = [];
  let anyValid = false;
  for (const written of set.spec.listeners ?? []) {
    const port = portOf(written);
    const listener = port === undefined ? written : { ...written, port };
    const conflict = conflicts.get(listenerKey(set, listener.name));
    if (conflict !== undefined) {
      statuses.push(conflictedListener(listener, conflict));
      continue;
    }
    const frontend = frontendTls(gateway.spec, port);
    const { server, status, valid } = buildListener(set, listener, frontend, info.controller, input);
    statuses.push(status);
    if (server === undefined) continue;
    if (valid) anyValid = true;
    servers.push(server);
    if (!carriesRoutes(info, listener)) continue;
    const config = listenerGateway({ gateway, owner: set, info, listener, server, hostnames });
    listeners.push(toConverted(config, set, listener, server, valid));
  }
  return {
    listeners,
    status: report(gateway, hostnames, servers, statuses, problem, anyValid, input),
  };
}

function report(
  gateway: Config<KubeGatewaySpec>,
  hostnames: readonly string[],
  servers: readonly Server[],
  listeners: readonly ListenerStatus[],
  problem: Problem | undefined,
  anyValid: boolean,
  input: ConversionInput,
): ListenerSetStatus {
  const none = {
    reason: 'ListenersNotValid',
    message: "None of the ListenerSet's listeners are valid",
  };
  const invalid = anyValid ? undefined : none;
  const instances = resolveInstances(gateway.namespace, hostnames, servers, input);
  const parent = problem && { reason: problem.reason, message: `Parent not accepted: ${problem.message}` };
  const data = programmed(hostnames, instances);
  return {
    conditions: toConditions({
      Accepted: { reason: 'Accepted', message: 'Resource accepted', problem: parent ?? invalid },
      Programmed: invalid ? { ...data, problem: invalid } : data,
    }),
    listeners,
  };
}

function refused(message: string): Readonly<Record<string, Finding>> {
  const problem = { reason: 'NotAllowed', message };
  return {
    Accepted: { reason: 'Accepted', message, problem },
    Programmed: { reason: 'Programmed', message, problem },
  };
}
