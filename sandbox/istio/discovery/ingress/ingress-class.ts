import type { IngressSpec } from '../api/index';
import type { Config } from '../config';

const CLASS = 'kubernetes.io/ingress.class';
const CONTROLLER = 'istio.io/ingress-controller';

/** True when an Ingress is Istio's to serve: by annotation, by the controller of its class, or because it names none. */
export function isServed(ingress: Config<IngressSpec>, controllers: ReadonlyMap<string, string>): boolean {
  const annotated = ingress.annotations[CLASS];
  if (annotated !== undefined) return annotated === 'istio';
  const controller = controllers.get(ingress.spec.ingressClassName ?? '');
  return controller === undefined || controller === CONTROLLER;
}
