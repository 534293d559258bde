import type { ApiServer, KubeObject } from '../../kube/index';
import { parseYaml } from '../../lib/yaml/index';
import { applyMeshConfig, DEFAULT_MESH_CONFIG, type MeshConfig } from '../discovery/index';
import { Field } from '../kinds/field';
import { validateMeshConfig } from '../validation/mesh-config/validate';

const NAME = 'istio';
const KEY = 'mesh';

/** Whether an object is the ConfigMap that holds the mesh's configuration. */
export function isMeshConfigMap({ kind, metadata }: KubeObject): boolean {
  return (
    kind === 'ConfigMap' && metadata.name === NAME && metadata.namespace === DEFAULT_MESH_CONFIG.rootNamespace
  );
}

/**
 * What the ConfigMap `istio` says, on top of what istiod was started with; undefined when that is no mesh
 * configuration: istiod then goes on with the one it has (pkg/config/mesh/kubemesh/watcher.go).
 */
export function readMeshConfig(api: ApiServer, base: MeshConfig): MeshConfig | undefined {
  const key = { kind: 'ConfigMap', namespace: DEFAULT_MESH_CONFIG.rootNamespace, name: NAME };
  const text = api.get(key)?.data?.[KEY];
  if (typeof text !== 'string') return base;
  const { documents, errors } = parseYaml(text, { file: KEY });
  const [first] = documents;
  const found: unknown = first?.value ?? {};
  if (errors.length > 0 || typeof found !== 'object' || found === null || Array.isArray(found))
    return undefined;
  return validateMeshConfig(new Field(found, '')).errors.length > 0
    ? undefined
    : applyMeshConfig(base, found);
}
