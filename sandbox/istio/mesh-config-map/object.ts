import type { KubeObject } from '../../kube/index';
import { DEFAULT_MESH_CONFIG } from '../discovery/index';
import { readMeshConfig, readMeshNetworks, written, type Complaint } from './read';

const NAME = 'istio';

/** Where the ConfigMap is that holds the mesh's configuration. */
export const MESH_CONFIG_MAP = {
  kind: 'ConfigMap',
  namespace: DEFAULT_MESH_CONFIG.rootNamespace,
  name: NAME,
} as const;

/** @param namespace the one that Istio is installed in */
export function isMeshConfigMap(
  { kind, metadata }: KubeObject,
  namespace: string = MESH_CONFIG_MAP.namespace,
): boolean {
  return kind === 'ConfigMap' && metadata.name === NAME && metadata.namespace === namespace;
}

/** What istiod would write into its log about the configuration that an object holds; nothing for other objects. */
export function meshComplaints(object: KubeObject): readonly (Complaint & { readonly path: string })[] {
  if (!isMeshConfigMap(object)) return [];
  const [mesh, networks] = [written(object, 'mesh'), written(object, 'meshNetworks')];
  return [
    ...readMeshConfig(mesh).complaints.map((one) => ({ ...one, path: 'data.mesh' })),
    ...readMeshNetworks(networks).complaints.map((one) => ({ ...one, path: 'data.meshNetworks' })),
  ];
}

/** The ConfigMap as an installation leaves it: the parts of Istio's defaults that its chart writes out. */
export const installedMeshConfigMap: KubeObject = {
  apiVersion: 'v1',
  kind: MESH_CONFIG_MAP.kind,
  metadata: {
    name: MESH_CONFIG_MAP.name,
    namespace: MESH_CONFIG_MAP.namespace,
    labels: {
      'app.kubernetes.io/name': 'istiod',
      'istio.io/rev': 'default',
      'operator.istio.io/component': 'Pilot',
      release: 'istio',
    },
  },
  data: {
    mesh: `defaultConfig:
  discoveryAddress: ${DEFAULT_MESH_CONFIG.defaultConfig?.discoveryAddress ?? ''}
defaultProviders:
  metrics:
  - prometheus
enablePrometheusMerge: true
rootNamespace: ${DEFAULT_MESH_CONFIG.rootNamespace}
trustDomain: ${DEFAULT_MESH_CONFIG.trustDomain}`,
    meshNetworks: 'networks: {}',
  },
};
