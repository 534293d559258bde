import { isRecord, type ApiServer, type KubeObject } from '../../kube/index';
import { parseYaml } from '../../lib/yaml/index';
import { applyMeshConfig, DEFAULT_MESH_CONFIG, type MeshConfig, type MeshNetworks } from '../discovery/index';
import { Field } from '../kinds/field';
import { validateMeshNetworks } from '../validation/mesh-config/networks';
import { validateMeshConfig } from '../validation/mesh-config/validate';

const NAME = 'istio';
const KEY = 'mesh';
const NETWORKS_KEY = 'meshNetworks';

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
  const found = valueOf(api, KEY);
  if (found === undefined) return base;
  return isRecord(found) && validateMeshConfig(new Field(found, '')).errors.length === 0
    ? applyMeshConfig(base, found)
    : undefined;
}

/** The networks of the mesh as the same ConfigMap has them; undefined when what it says is none, empty when it says nothing. */
export function readMeshNetworks(api: ApiServer): MeshNetworks | undefined {
  const found = valueOf(api, NETWORKS_KEY) ?? {};
  return isRecord(found) && validateMeshNetworks(new Field(found, '')).errors.length === 0
    ? found
    : undefined;
}

/** What a key of the ConfigMap holds; undefined when there is none, no record when it cannot be read. */
function valueOf(api: ApiServer, key: string): unknown {
  const object = api.get({ kind: 'ConfigMap', namespace: DEFAULT_MESH_CONFIG.rootNamespace, name: NAME });
  const text = object?.data?.[key];
  if (typeof text !== 'string') return undefined;
  const { documents, errors } = parseYaml(text, { file: key });
  return errors.length > 0 ? NaN : (documents[0]?.value ?? {});
}
