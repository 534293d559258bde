import { compareByAge } from './age';
import type { KubeGatewaySpec, Server } from '../api/index';
import type { Config } from '../config';
import type { ConversionInput } from './conversion-input';
import { findClass, type ClassInfo } from './gateway-classes';
import { gatewayServices } from './gateway-services';
import { gatewayStatus, remoteGatewayStatus, type GatewayStatus } from './gateway-status';
import { convertListenerSets, type ListenerSetStatus } from './listener-sets';
import { findConflicts, listenerKey } from './listener-conflicts';
import { carriesRoutes, listenerGateway, toConverted } from './listener-gateway';
import { buildListener, conflictedListener, type ListenerStatus } from './listeners';
import { frontendTls } from './listener-tls';
import type { ConvertedListener } from './parents';
import type { Problem } from './problem';

/** What Gateways and ListenerSets amount to. */
export interface ConvertedGateways {
  readonly listeners: readonly ConvertedListener[];
  readonly gatewayStatuses: ReadonlyMap<Config<unknown>, GatewayStatus>;
  readonly setStatuses: ReadonlyMap<Config<unknown>, ListenerSetStatus>;
}

/** Gateways as Istio Gateways, one per listener, oldest first (pilot/pkg/config/kube/gateway GatewayCollection). */
export function convertGateways(input: ConversionInput): ConvertedGateways {
  const listeners: ConvertedListener[] = [];
  const gatewayStatuses = new Map<Config<unknown>, GatewayStatus>();
  const setStatuses = new Map<Config<unknown>, ListenerSetStatus>();
  for (const gateway of [...input.gateways].sort(compareByAge)) {
    const info = findClass(gateway.spec.gatewayClassName, input.classes);
    if (info === undefined) continue;
    const own = info.remote === true ? undefined : convertGateway(gateway, info, input);
    for (const [set, status] of own?.setStatuses ?? convertListenerSets(gateway, info, input).statuses)
      setStatuses.set(set, status);
    gatewayStatuses.set(gateway, own?.status ?? remoteGatewayStatus(gateway));
    listeners.push(...(own?.listeners ?? []));
  }
  return { listeners, gatewayStatuses, setStatuses };
}

interface ConvertedGateway {
  readonly listeners: readonly ConvertedListener[];
  readonly status: GatewayStatus;
  readonly setStatuses: ReadonlyMap<Config<unknown>, ListenerSetStatus>;
}

function convertGateway(
  gateway: Config<KubeGatewaySpec>,
  info: ClassInfo,
  input: ConversionInput,
): ConvertedGateway {
  const { hostnames, problem } = gatewayServices(gateway, info, input.clusterDomain);
  const sets = convertListenerSets(gateway, info, input);
  const base = { gateway, info, hostnames };
  if (hostnames.length === 0 && problem !== undefined) {
    const report = { ...base, servers: [], listeners: [], validListeners: 0, listenerSets: 0, problem };
    return { listeners: [], status: gatewayStatus(report, input), setStatuses: sets.statuses };
  }
  const conflicts = info.listenerSets ? findConflicts(gateway, input) : undefined;
  const servers: Server[] = [];
  const statuses: ListenerStatus[] = [];
  const converted: ConvertedListener[] = [];
  let validListeners = 0;
  for (const listener of gateway.spec.listeners ?? []) {
    const conflict = conflicts?.get(listenerKey(gateway, listener.name));
    if (conflict !== undefined) {
      statuses.push(conflictedListener(listener, conflict));
      continue;
    }
    const frontend = frontendTls(gateway.spec, listener.port);
    const { server, status, valid } = buildListener(gateway, listener, frontend, info.controller, input);
    statuses.push(status);
    if (valid) validListeners += 1;
    if (server === undefined) continue;
    servers.push(server);
    if (carriesRoutes(info, listener)) {
      const config = listenerGateway({ gateway, owner: gateway, info, listener, server, hostnames });
      converted.push(toConverted(config, gateway, listener, server, valid));
    }
  }
  const joined = sets.listeners.filter(({ valid }) => valid);
  const report = {
    ...base,
    servers: [...servers, ...joined.flatMap(({ config }) => config.spec.servers ?? [])],
    listeners: statuses,
    validListeners,
    listenerSets: new Set(joined.map(({ parent }) => parent.key)).size,
    problem: problem ?? parametersProblem(gateway, input),
  };
  return {
    listeners: [...converted, ...joined],
    status: gatewayStatus(report, input),
    setStatuses: sets.statuses,
  };
}

function parametersProblem(
  { namespace, spec }: Config<KubeGatewaySpec>,
  input: ConversionInput,
): Problem | undefined {
  const { parametersRef } = spec.infrastructure ?? {};
  if (parametersRef === undefined) return undefined;
  const { group, kind, name } = parametersRef;
  const invalid = (message: string): Problem => ({ reason: 'InvalidParameters', message });
  if (kind !== 'ConfigMap' || group !== '')
    return invalid(`Unsupported parametersRef group/kind ${group}/${kind}, only ConfigMap is supported`);
  const place = `${namespace}/${name}`;
  return input.configMaps.has(place) ? undefined : invalid(`parametersRef ConfigMap ${place} does not exist`);
}
