import type { KindRegistry } from '../api';
import { definitionOf } from '../kinds/custom-resource-definition/custom-resource-definition';
import type { KubeObject } from '../object';

const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

const KUBERNETES_SERVICE: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'kubernetes',
    namespace: 'default',
    labels: { component: 'apiserver', provider: 'kubernetes' },
  },
  spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }] },
};

/** What every new cluster has of the kinds it knows: namespaces, the API's own service, the definitions of custom kinds. */
export function systemObjects(kinds: KindRegistry): readonly KubeObject[] {
  const custom = kinds.all.filter((kind) => kind.custom === true);
  return [...SYSTEM_NAMESPACES.map(namespaceNamed), KUBERNETES_SERVICE, ...custom.map(definitionOf)].filter(
    ({ apiVersion, kind }) => kinds.byKind(apiVersion, kind) !== undefined,
  );
}

function namespaceNamed(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
