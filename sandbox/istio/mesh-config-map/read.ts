import { isRecord, type KubeObject } from '../../kube/index';
import { memo } from '../../lib/memo';
import { parseYaml } from '../../lib/yaml/index';
import { applyMeshConfig, DEFAULT_MESH_CONFIG, type MeshConfig, type MeshNetworks } from '../discovery/index';
import { decodeMessage } from '../kinds/decode-spec';
import { Field } from '../kinds/field';
import { joined } from '../validation/findings';
import { checkProviders } from '../validation/mesh-config/extension-providers';
import { validateMeshNetworks } from '../validation/mesh-config/networks';
import { validateMeshConfig } from '../validation/mesh-config/validate';
import { meshConfigMessage, meshNetworksMessage } from './message';

/** Something that istiod warns of in its log. */
export interface Complaint {
  readonly message: string;
  /** The part of istiod that speaks; the default one goes unnamed. */
  readonly scope?: string;
}

/** What istiod makes of a text of configuration. */
export interface Reading<T> {
  /** Undefined for what is no configuration: istiod then goes on with the one it has. */
  readonly value: T | undefined;
  readonly complaints: readonly Complaint[];
}

type Json = Readonly<Record<string, unknown>>;
type Key = 'mesh' | 'meshNetworks';

/** A key of the ConfigMap; undefined when there is none. */
export function written(object: KubeObject | undefined, key: Key): string | undefined {
  const text = object?.data?.[key];
  return typeof text === 'string' ? text : undefined;
}

/** A mesh configuration on top of what istiod was started with (pkg/config/mesh/meshwatcher/collection.go). */
export function readMeshConfig(
  text: string | undefined,
  base: MeshConfig = DEFAULT_MESH_CONFIG,
): Reading<MeshConfig> {
  if (text === undefined) return { value: base, complaints: [] };
  const decoded = decodeMesh(text);
  if (typeof decoded === 'string') return unusable('mesh config', decoded);
  const mesh = applyMeshConfig(base, decoded);
  const providers = checkProviders(new Field(mesh.extensionProviders, 'extensionProviders')).errorText;
  const complaints: Complaint[] = [];
  if (providers !== '') {
    const words =
      'found invalid extension provider (can be ignored if the given extension provider is not used):';
    complaints.push({ scope: 'validation', message: `${words} ${providers}` });
  }
  const { errorText, warnings } = validateMeshConfig(new Field(mesh, ''));
  if (errorText !== '') return unusable('mesh config', errorText, complaints);
  const warned = joined(warnings.map(({ message }) => message));
  if (warned !== '') {
    complaints.push({ message: `warnings occurred during mesh validation: ${warned}` });
  }
  return { value: mesh, complaints };
}

/** The networks of the mesh; empty when nothing is said of them. */
export function readMeshNetworks(text: string | undefined): Reading<MeshNetworks> {
  if (text === undefined) return { value: {}, complaints: [] };
  const decoded = decodeNetworks(text);
  if (typeof decoded === 'string') return unusable('mesh networks', decoded);
  const { errorText } = validateMeshNetworks(new Field(decoded, ''));
  return errorText === '' ? { value: decoded, complaints: [] } : unusable('mesh networks', errorText);
}

function unusable<T>(what: string, problem: string, complaints: readonly Complaint[] = []): Reading<T> {
  const message = `invalid ${what}, using last known state: ${problem}`;
  return { value: undefined, complaints: [...complaints, { message }] };
}

/** The message that a text holds, or why it holds none. */
function decode(text: string, message: typeof meshConfigMessage): Json | string {
  const { documents, errors } = parseYaml(text, { file: '' });
  const [broken] = errors;
  if (broken) return unreadable(broken.message.replace(/^error converting YAML to JSON: /, ''));
  const read = decodeMessage(documents[0]?.value ?? {}, message, false);
  if ('problem' in read) return unreadable(read.problem.message);
  return isRecord(read.spec) ? read.spec : {};
}

/** Texts that are remembered: the same ones are read by every world that goes on from another. */
const TEXTS = 8;
const decodeMesh = memo(TEXTS, (text) => decode(text, meshConfigMessage));
const decodeNetworks = memo(TEXTS, (text) => decode(text, meshNetworksMessage));

function unreadable(problem: string): string {
  return `failed to convert to proto. ${problem}`;
}
