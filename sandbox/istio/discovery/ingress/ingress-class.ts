import type { IngressSpec } from '../api/index';
import type { Config } from '../config';
import type { MeshConfig } from '../mesh-config';

const CLASS = 'kubernetes.io/ingress.class';
const CONTROLLER = 'istio.io/ingress-controller';

/**
 * True when an Ingress is Istio's to serve: by annotation, by the controller of its class, or, in a mesh that takes
 * whatever names none, because it has neither (pilot/pkg/config/kube/ingress/virtualservices.go).
 */
export function isServed(
  ingress: Config<IngressSpec>,
  controllers: ReadonlyMap<string, string>,
  { ingressControllerMode: mode, ingressClass }: MeshConfig,
): boolean {
  const annotated = ingress.annotations[CLASS];
  if (annotated !== undefined) return (mode === 'STRICT' || mode === 'DEFAULT') && annotated === ingressClass;
  const controller = controllers.get(ingress.spec.ingressClassName ?? '');
  return controller === undefined ? mode === 'DEFAULT' : controller === CONTROLLER;
}
