import type { Config } from '../config';

/** How Istio treats the Gateways of a class (pilot/pkg/config/kube/gatewaycommon/classinfo.go). */
export interface ClassInfo {
  readonly controller: string;
  readonly description: string;
  /** What the objects made for a Gateway are called after: `<gateway>-<class>`, or the Gateway alone. */
  readonly nameSuffix: boolean;
  readonly serviceType: 'LoadBalancer' | 'ClusterIP';
  /** The kind of address that is reported when there is none from outside; undefined = both. */
  readonly addressType?: 'Hostname';
  readonly listenerSets: boolean;
  /** Nothing is made of the Gateways; they stand for another cluster. */
  readonly remote?: boolean;
  /** Value of the label `gateway.istio.io/managed`. */
  readonly managedLabel?: string;
}

export const GATEWAY_CONTROLLER = 'istio.io/gateway-controller';
export const MESH_CONTROLLER = 'istio.io/mesh-controller';
export const EAST_WEST_CONTROLLER = 'istio.io/eastwest-controller';

const classInfos: readonly ClassInfo[] = [
  {
    controller: GATEWAY_CONTROLLER,
    description: 'The default Istio GatewayClass',
    nameSuffix: true,
    serviceType: 'LoadBalancer',
    addressType: 'Hostname',
    listenerSets: true,
    managedLabel: 'istio.io-gateway-controller',
  },
  {
    controller: 'istio.io/unmanaged-gateway',
    description: 'Remote to this cluster. Does not deploy or affect configuration.',
    nameSuffix: true,
    serviceType: 'LoadBalancer',
    addressType: 'Hostname',
    listenerSets: false,
    remote: true,
  },
  {
    controller: MESH_CONTROLLER,
    description: 'The default Istio waypoint GatewayClass',
    nameSuffix: false,
    serviceType: 'ClusterIP',
    listenerSets: false,
    managedLabel: 'istio.io-mesh-controller',
  },
  {
    controller: EAST_WEST_CONTROLLER,
    description: 'The default GatewayClass for Istio East West Gateways',
    nameSuffix: false,
    serviceType: 'LoadBalancer',
    listenerSets: false,
    managedLabel: 'istio.io-eastwest-controller',
  },
];

/** The classes istiod creates, and knows even when they are gone. */
export const builtinClasses: Readonly<Record<string, ClassInfo>> = {
  istio: infoOf(GATEWAY_CONTROLLER),
  'istio-remote': infoOf('istio.io/unmanaged-gateway'),
  'istio-waypoint': infoOf(MESH_CONTROLLER),
  'istio-east-west': infoOf(EAST_WEST_CONTROLLER),
};

function infoOf(controller: string): ClassInfo {
  const info = classInfos.find((candidate) => candidate.controller === controller);
  if (info === undefined) throw new Error(`no class has the controller ${controller}`);
  return info;
}

export function classOfController(controller: string): ClassInfo | undefined {
  return classInfos.find((candidate) => candidate.controller === controller);
}

/** Finds how a class is treated; undefined when another controller looks after it. */
export function findClass(
  name: string,
  classes: readonly Config<{ readonly controllerName?: string }>[],
): ClassInfo | undefined {
  const own = classes.find((candidate) => candidate.name === name);
  return own === undefined ? builtinClasses[name] : classOfController(own.spec.controllerName ?? '');
}
