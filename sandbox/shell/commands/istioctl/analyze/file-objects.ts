import { decodeSpec, istioKinds, type AnalyzedObject } from '../../../../istio/index';
import {
  isRecord,
  kubeKinds,
  type KindDeclaration,
  type KubeObject,
  type ManifestSource,
} from '../../../../kube/index';
import { readDocuments } from './yaml-stream';
import type { GatheredFile } from './gather-files';

/** Objects of files, and what could not be read of them. */
export interface FileObjects {
  readonly objects: readonly AnalyzedObject[];
  /** One list per file that has any. */
  readonly problems: readonly { readonly file: string; readonly errors: readonly string[] }[];
}

/** What runs in a cluster is never taken from files. */
const runtimeKinds: readonly string[] = ['Service', 'Namespace', 'Pod', 'Node', 'Secret'];

/**
 * Reads the objects of files as `istioctl analyze` does: unknown fields and kinds are passed over.
 * @param namespace of objects that name none; empty leaves them without
 */
export function readObjects(files: readonly GatheredFile[], namespace: string): FileObjects {
  const objects: AnalyzedObject[] = [];
  const problems: { file: string; errors: string[] }[] = [];
  for (const file of files) {
    const errors: string[] = [];
    for (const document of readDocuments(file.text, file.name)) {
      if ('problem' in document) {
        const place = `${file.name}[${String(document.index)}]`;
        errors.push(`error processing ${place}: failed converting YAML to JSON: ${document.problem}`);
        continue;
      }
      const index = document.source.document;
      for (const value of itemsOf(document.value)) {
        const outcome = toObject(value, document.source, namespace);
        if (outcome === undefined) continue;
        if (typeof outcome === 'string') {
          errors.push(`error processing ${file.name}[${String(index)}]: ${outcome}`);
        } else objects.push(outcome);
      }
    }
    if (errors.length > 0) problems.push({ file: file.name, errors });
  }
  return { objects, problems };
}

function itemsOf(value: unknown): readonly unknown[] {
  return isRecord(value) && value.kind === 'List' && Array.isArray(value.items) ? value.items : [value];
}

/** An object, undefined for what is not analyzed, or why it cannot be read. */
function toObject(
  value: unknown,
  source: ManifestSource,
  namespace: string,
): AnalyzedObject | string | undefined {
  if (!isRecord(value)) return 'failed interpreting jsonified yaml';
  const { apiVersion, kind, metadata } = value;
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') {
    return "failed interpreting jsonified yaml: Object 'Kind' is missing";
  }
  if (runtimeKinds.includes(kind) || !isRecord(metadata)) return undefined;
  const object = value as KubeObject;
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [];
  const isDeclared = (one: KindDeclaration): boolean => one.kind === kind && one.group === group;
  const declared = istioKinds.find(isDeclared);
  const isNamespaced = (declared ?? kubeKinds.find(isDeclared))?.namespaced !== false;
  const { namespace: named, ...others } = object.metadata;
  const own = isNamespaced ? (named ?? namespace) : '';
  const placed = { ...object, metadata: { ...others, ...(own !== '' && { namespace: own }) } };
  if (!declared) return group.endsWith('istio.io') ? undefined : { object: placed, source };
  const decoded = decodeSpec(declared, object.spec, false);
  if ('spec' in decoded) return { object: { ...placed, spec: decoded.spec }, source };
  const { message } = decoded.problem;
  return `failed parsing JSON for built-in type: ${message.replace('Go value', `Go struct field ${kind}.spec`)}`;
}
