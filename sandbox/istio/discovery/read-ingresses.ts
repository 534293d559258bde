import { at, records } from '../../kube/index';
import type { GatewaySpec, IngressSpec } from './api/index';
import type { Config } from './config';
import { isServed } from './ingress/ingress-class';
import { toGateway } from './ingress/ingress-gateway';
import { toVirtualServices } from './ingress/ingress-routes';
import type { MeshConfig } from './mesh-config';
import type { MeshObjects } from './mesh-objects';
import type { ObjectReader } from './object-reader';
import type { Service } from './service';
import type { StatusReport } from './status-report';
import { fromVirtualService, type VirtualService } from './virtual-service';

/** What the Ingresses of the cluster amount to. */
export function readIngresses(
  objects: MeshObjects,
  reader: ObjectReader,
  services: readonly Service[],
  mesh: MeshConfig,
): {
  readonly gateways: readonly Config<GatewaySpec>[];
  readonly virtualServices: readonly VirtualService[];
  readonly statuses: readonly StatusReport[];
} {
  const controllers = new Map(
    reader
      .configs<{ readonly controller?: string }>(objects, 'IngressClass', 'networking.k8s.io')
      .map(({ name, spec }) => [name, spec.controller ?? '']),
  );
  const ingresses = reader
    .configs<IngressSpec>(objects, 'Ingress', 'networking.k8s.io')
    .filter((ingress) => isServed(ingress, controllers, mesh));
  if (ingresses.length === 0) return { gateways: [], virtualServices: [], statuses: [] };
  const { clusterDomain } = reader;
  return {
    gateways: ingresses.map((ingress) => toGateway(ingress, mesh.rootNamespace)),
    virtualServices: toVirtualServices(ingresses, services, clusterDomain, mesh.rootNamespace).map((config) =>
      fromVirtualService(config, clusterDomain),
    ),
    statuses: ingressStatuses(ingresses, objects, mesh.rootNamespace),
  };
}

/** An Ingress has the addresses of the ingress gateway's Service (pilot/pkg/config/kube/ingress/ingress.go). */
function ingressStatuses(
  ingresses: readonly Config<IngressSpec>[],
  objects: MeshObjects,
  namespace: string,
): StatusReport[] {
  const gateway = objects
    .list('Service')
    .find(({ metadata }) => metadata.name === INGRESS_SERVICE && metadata.namespace === namespace);
  const ingress = records(at(gateway?.status, 'loadBalancer', 'ingress'));
  return ingresses.map((config) => ({
    config,
    group: 'networking.k8s.io',
    status: { loadBalancer: ingress.length > 0 ? { ingress } : {} },
  }));
}

const INGRESS_SERVICE = 'istio-ingressgateway';
