import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { experimentalGatewayKinds, gatewayApiKinds } from '../../sandbox/istio/kinds/gateway-api/index';
import { istioKinds } from '../../sandbox/istio/kinds/index';
import {
  admit,
  createKindRegistry,
  kubeKinds,
  type KindDeclaration,
  type KubeObject,
} from '../../sandbox/kube/index';
import { parseYaml } from '../../sandbox/lib/yaml/index';
import { certificates, keys } from '../support/certificates';
import { alterations } from './alterations';
import { Comparison, TriedMesh } from './outcome';
import { placesOf } from './schema-fields';

const registry = createKindRegistry([
  ...kubeKinds,
  ...gatewayApiKinds,
  ...experimentalGatewayKinds,
  ...istioKinds,
]);
const ingress = kubeKinds.filter(({ kind }) => kind === 'Ingress');

/** The kinds that configure the mesh. */
export const triedKinds: readonly KindDeclaration[] = [
  ...istioKinds,
  ...gatewayApiKinds,
  ...experimentalGatewayKinds,
  ...ingress,
];

/** `Gateway.networking.istio.io`. */
export function idOf({ kind, group }: KindDeclaration): string {
  return `${kind}.${group}`;
}

/** The documents of a file that stands beside this one. */
export function documentsOf(file: string): readonly unknown[] {
  const text = readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8')
    .replaceAll('CERTIFICATE,', `${btoa(certificates.renewed)},`)
    .replaceAll('PRIVATE_KEY', btoa(keys.renewed));
  const { documents, errors } = parseYaml(text, { file });
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  return documents.map(({ value }) => value);
}

/**
 * An object as the API server would store it.
 * @throws Error where it or istiod would refuse it
 */
export function stored(written: unknown): KubeObject {
  const { object, errors } = judged(written as KubeObject);
  const { kind, metadata } = written as KubeObject;
  const [error] = errors;
  if (error) throw new Error(`${kind} ${metadata.name}: ${error.path} ${error.message}`);
  return { ...object, metadata: { ...metadata, creationTimestamp: '2026-01-01T00:00:00Z' } };
}

/** The fields that documents are refused for, or warned of, when they are written. */
export function complainedFields(documents: readonly unknown[]): readonly string[] {
  return documents.flatMap((document) => {
    const { errors, warnings } = judged(document as KubeObject);
    const id = idOf(declarationOf(document as KubeObject));
    return [...errors, ...warnings].map(({ path }) => `${id} ${path.replaceAll(/\[\d+\]/g, '[]')}`);
  });
}

/** What trying came to; fields are named as `Kind.group path`. */
export interface Tried {
  /** Those that change something when they alone are changed. */
  readonly effective: Set<string>;
  /** Those of which every other value was refused. */
  readonly dictated: Set<string>;
}

/** Changes every field of every subject, one at a time, in a mesh of its neighbours. */
export function tryFields(around: readonly KubeObject[], subjects: readonly KubeObject[]): Tried {
  const tried: Tried = { effective: new Set(), dictated: new Set() };
  const mesh = new TriedMesh();
  const neighbours = new Map([...around, ...subjects.toReversed()].map((one) => [identity(one), one]));
  for (const subject of subjects) {
    const outcomeOf = (object: KubeObject): ReturnType<TriedMesh['outcome']> =>
      mesh.outcome([...new Map([...neighbours, [identity(subject), object]]).values()]);
    tryOne(subject, outcomeOf, tried);
  }
  return tried;
}

function tryOne(
  subject: KubeObject,
  outcomeOf: (object: KubeObject) => ReturnType<TriedMesh['outcome']>,
  { effective, dictated }: Tried,
): void {
  const declaration = declarationOf(subject);
  const comparison = new Comparison(outcomeOf(subject));
  for (const place of placesOf(subject, declaration.schema).toReversed()) {
    const field = `${idOf(declaration)} ${place.field}`;
    if (place.steps[0] === 'status' || isShown(effective, field)) continue;
    if (place.schema.unsupported !== undefined) continue;
    let isFree = false;
    for (const { changed, isGone } of alterations(subject, place)) {
      const { object, errors } = judged(changed as KubeObject);
      if (errors.length > 0) continue;
      if (!isGone) isFree = true;
      if (!comparison.differs(outcomeOf(object))) continue;
      effective.add(field);
      break;
    }
    if (!isFree) dictated.add(field);
  }
}

/** A message is read when one of its fields is. */
export function isShown(effective: ReadonlySet<string>, field: string): boolean {
  if (effective.has(field)) return true;
  for (const one of effective)
    if (one.startsWith(field) && ['.', '['].includes(one.charAt(field.length))) return true;
  return false;
}

function judged(object: KubeObject): ReturnType<typeof admit> {
  return admit(object, declarationOf(object));
}

function declarationOf({ apiVersion, kind }: KubeObject): KindDeclaration {
  const found = registry.byKind(apiVersion, kind);
  if (!found) throw new Error(`no kind ${apiVersion} ${kind}`);
  return found;
}

function identity({ apiVersion, kind, metadata: { namespace = '', name } }: KubeObject): string {
  return [apiVersion.split('/')[0], kind, namespace, name].join('/');
}
