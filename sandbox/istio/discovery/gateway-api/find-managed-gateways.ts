import type { ApiServer } from '../../../kube/index';
import type { KubeGatewaySpec, Listener, ListenerSetSpec } from '../api/index';
import { toConfig, type Config } from '../config';
import { acceptsListenersOf } from './allowed-namespaces';
import { findClass, GATEWAY_CONTROLLER } from './gateway-classes';
import { isManaged, managedName, serviceAccountName } from './gateway-services';
import { GATEWAY_API } from './object-kinds';

/** A Gateway that istiod makes a Deployment and a Service for. */
export interface ManagedGateway {
  readonly gateway: Config<KubeGatewaySpec>;
  readonly uid: string;
  /** The name of Deployment and Service. */
  readonly name: string;
  readonly serviceAccount: string;
  readonly serviceType: string;
  readonly managedLabel: string;
  /** Listeners of the ListenerSets it accepts. */
  readonly joined: readonly Listener[];
}

/** The Gateways of an API server that istiod runs; waypoints are not simulated. */
export function findManagedGateways(api: Pick<ApiServer, 'list'>): ManagedGateway[] {
  const classes = api
    .list('GatewayClass')
    .map((object) => toConfig<{ readonly controllerName?: string }>(object));
  const namespaces = new Map(api.list('Namespace').map((object) => [object.metadata.name, object]));
  const sets = api.list('ListenerSet').map((object) => toConfig<ListenerSetSpec>(object));
  return api.list(`Gateway.${GATEWAY_API}`).flatMap((object) => {
    const gateway = toConfig<KubeGatewaySpec>(object);
    const info = findClass(gateway.spec.gatewayClassName, classes);
    if (info?.controller !== GATEWAY_CONTROLLER || !isManaged(gateway.spec)) return [];
    const choice = gateway.spec.allowedListeners?.namespaces;
    const joined = sets
      .filter(({ namespace, spec }) => {
        const owner = spec.parentRef.namespace ?? namespace;
        if (spec.parentRef.name !== gateway.name || owner !== gateway.namespace) return false;
        return acceptsListenersOf(namespace, choice, gateway.namespace, namespaces);
      })
      .flatMap(({ spec }) => spec.listeners ?? []);
    return [
      {
        gateway,
        uid: object.metadata.uid ?? '',
        name: managedName(gateway, info),
        serviceAccount: serviceAccountName(gateway, info),
        serviceType: gateway.annotations['networking.istio.io/service-type'] ?? info.serviceType,
        managedLabel: info.managedLabel ?? '',
        joined,
      },
    ];
  });
}
