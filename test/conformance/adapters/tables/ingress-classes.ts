import type { IngressSpec } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import { isServed } from '../../../../sandbox/istio/discovery/ingress/ingress-class';
import { DEFAULT_MESH_CONFIG, type MeshConfig } from '../../../../sandbox/istio/discovery/mesh-config';
import { at, constant, text, truth, type Go } from './go-literal';
import { differ, type Table } from './table';

/** Which Ingresses Istio takes. */
export const ingressClassTables: readonly Table[] = [
  {
    source: 'pilot/pkg/config/kube/ingress/conversion_test.go',
    func: 'TestIngressClass',
    check: (row) => {
      const annotated = annotation(row['annotation']);
      const className = text(at(row['ingressClass'], 'ObjectMeta', 'Name'));
      const ingress = toConfig<IngressSpec>({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: {
          name: 'test-ingress',
          namespace: 'default',
          annotations: annotated === '' ? {} : { 'kubernetes.io/ingress.class': annotated },
        },
        spec: className === '' ? {} : { ingressClassName: className },
      });
      const controllers = new Map([[className, controller(at(row['ingressClass'], 'Spec', 'Controller'))]]);
      const served = isServed(ingress, className === '' ? new Map() : controllers, {
        ...DEFAULT_MESH_CONFIG,
        ingressControllerMode: mode(row['ingressMode']),
      });
      return differ(served, truth(row['shouldProcess']));
    },
  },
];

function annotation(value: Go): string {
  return at(value, '$go') === undefined ? text(value) : DEFAULT_MESH_CONFIG.ingressClass;
}

function controller(value: Go): string {
  return at(value, '$ident') === 'IstioIngressController' ? 'istio.io/ingress-controller' : text(value);
}

/** A number is no mode that istiod knows. */
function mode(value: Go): MeshConfig['ingressControllerMode'] {
  const name = typeof value === 'number' ? String(value) : constant(value);
  return name.replace('MeshConfig_', '') as MeshConfig['ingressControllerMode'];
}
