import {
  isRecord,
  meets,
  metadataDecodeError,
  objectSchema,
  parseSelector,
  SelectorError,
  type KindDeclaration,
  type KubeObject,
  type Requirement,
} from '../../../kube/index';
import { parseYaml, type SourceIndex } from '../../../lib/yaml/index';
import type { Process } from '../../../sim/index';
import { fromHome, HOME } from '../../files';
import { clientError, type KubectlError } from './failure';
import type { Session } from './session';

/** One object of a manifest file. */
export interface Manifest {
  readonly object: KubeObject;
  readonly kind: KindDeclaration;
  /** The file as typed, for messages: `x.yaml` or `STDIN`. */
  readonly file: string;
  readonly source: SourceIndex;
}

export interface LoadedManifests {
  readonly manifests: readonly Manifest[];
  /** What could not be read; objects before and after it still count. */
  readonly errors: readonly KubectlError[];
}

interface ManifestText {
  readonly name: string;
  /** Path the source index names, so that lines can be found in the home. */
  readonly path: string;
  readonly text: string;
}

/**
 * Reads everything -f names, in order.
 * @param validating the verb sends objects to the server and checks them first, unless told otherwise
 * @throws KubectlError when a path does not exist or holds nothing
 */
export function* loadManifests(session: Session, validating = false): Process<LoadedManifests> {
  const manifests: Manifest[] = [];
  const errors: KubectlError[] = [];
  const wanted = selectorOf(session);
  for (const text of yield* readTexts(session)) {
    const { documents, errors: broken } = parseYaml(text.text, { file: fromHome(text.path) });
    for (const document of documents) {
      if (
        broken[0] &&
        manifests.length >= broken[0].documentsBefore &&
        documents.indexOf(document) >= broken[0].documentsBefore
      )
        break;
      for (const value of listItems(document.value)) {
        const invalid = validating ? invalidData(value, text.name) : undefined;
        const outcome = invalid ?? toManifest(value, text.name, document.source, session);
        if (outcome instanceof Error) errors.push(outcome);
        else if (meets(wanted, outcome.object.metadata.labels)) manifests.push(outcome);
      }
    }
    if (broken[0]) errors.push(clientError(`error parsing ${text.name}: ${broken[0].message}`));
  }
  return { manifests, errors };
}

/** What -l asks of the labels of each object; nothing without it. */
function selectorOf({ input }: Session): readonly Requirement[] {
  if (!input.has('selector')) return [];
  try {
    return parseSelector(input.flag('selector') ?? '');
  } catch (error) {
    if (error instanceof SelectorError) throw clientError(error.message);
    throw error;
  }
}

/** True when -f or -k was given. */
export function hasFiles(session: Session): boolean {
  return session.input.list('filename').length > 0;
}

function* readTexts(session: Session): Process<readonly ManifestText[]> {
  const texts: ManifestText[] = [];
  for (const typed of session.input.list('filename').flatMap((names) => names.split(','))) {
    if (typed === '-') texts.push({ name: 'STDIN', path: 'STDIN', text: yield* readAll(session) });
    else if (/^https?:\/\//.test(typed)) texts.push(readUrl(typed, session));
    else texts.push(...readPath(typed, session));
  }
  return texts;
}

const ISTIO_SAMPLES = /^https:\/\/raw\.githubusercontent\.com\/istio\/istio\/[^/]+\/(samples\/.+)$/;

/** Istio's samples have counterparts in the home; nothing else of the internet is within reach. */
function readUrl(typed: string, { context }: Session): ManifestText {
  const sample = ISTIO_SAMPLES.exec(typed)?.[1];
  const path = `${HOME}/${sample ?? ''}`;
  const text = sample === undefined ? undefined : context.world.files.read(path);
  if (text !== undefined) return { name: typed, path, text };
  throw clientError(`unable to read URL "${typed}": the sandbox is not connected to the internet`);
}

function* readAll(session: Session): Process<string> {
  let text = '';
  for (let piece = yield* session.context.read(); piece !== undefined; piece = yield* session.context.read())
    text += piece;
  return text;
}

function readPath(typed: string, session: Session): readonly ManifestText[] {
  const { files } = session.context.world;
  const path = session.resolve(typed);
  if (!files.isDirectory(path)) {
    const text = files.read(path);
    if (text === undefined) throw clientError(`the path "${typed}" does not exist`);
    return [{ name: typed, path, text }];
  }
  const texts = readDirectory(path, typed.replace(/\/$/, ''), session);
  if (texts.length === 0)
    throw clientError(`error reading [${typed}]: recognized file extensions are [.json .yaml .yml]`);
  return texts;
}

function readDirectory(path: string, name: string, session: Session): ManifestText[] {
  const { files } = session.context.world;
  return files.list(path).flatMap((entry): ManifestText[] => {
    const inner = `${path}/${entry.replace(/\/$/, '')}`;
    const shown = `${name}/${entry.replace(/\/$/, '')}`;
    if (entry.endsWith('/'))
      return session.input.has('recursive') ? readDirectory(inner, shown, session) : [];
    if (!/\.(?:json|ya?ml)$/.test(entry)) return [];
    return [{ name: shown, path: inner, text: files.read(inner) ?? '' }];
  });
}

/** The items of a `List`, or the value itself. */
function listItems(value: unknown): readonly unknown[] {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || !value['kind'].endsWith('List'))
    return [value];
  return Array.isArray(value['items']) ? (value['items'] as readonly unknown[]) : [];
}

function toManifest(
  value: unknown,
  file: string,
  source: SourceIndex,
  session: Session,
): Manifest | KubectlError {
  const json = JSON.stringify(value);
  if (!isRecord(value))
    return clientError(
      `unable to decode ${JSON.stringify(file)}: json: cannot unmarshal ${goKind(value)} into Go value of type unstructured.detector`,
    );
  const { apiVersion, kind: kindName } = value;
  if (kindName === undefined || kindName === null || kindName === '')
    return clientError(`unable to decode ${JSON.stringify(file)}: Object 'Kind' is missing in '${json}'`);
  if (apiVersion === undefined || apiVersion === null || apiVersion === '')
    return clientError(
      `unable to decode ${JSON.stringify(file)}: Object 'apiVersion' is missing in '${json}'`,
    );
  if (typeof apiVersion !== 'string' || typeof kindName !== 'string') {
    const field = typeof kindName === 'string' ? 'apiVersion' : 'kind';
    return clientError(
      `unable to decode ${JSON.stringify(file)}: json: cannot unmarshal ${goKind(value[field])} into Go struct field detector.${field} of type string`,
    );
  }
  const kind = session.api.kinds.byKind(apiVersion, kindName);
  if (!kind) return noMatch(value, apiVersion, kindName, file);
  const schema = objectSchema(kind).properties?.['metadata'];
  const wrongMetadata = schema && metadataDecodeError(value['metadata'], schema);
  if (wrongMetadata) return clientError(`unable to decode ${JSON.stringify(file)}: ${wrongMetadata.message}`);
  const metadata = isRecord(value['metadata']) ? value['metadata'] : {};
  return {
    object: { ...value, metadata: { name: '', ...metadata } } as unknown as KubeObject,
    kind,
    file,
    source,
  };
}

/** What is missing before the server can even be asked. */
function invalidData(value: unknown, file: string): KubectlError | undefined {
  const missing = isRecord(value)
    ? ['apiVersion', 'kind'].filter((field) => value[field] === undefined).map((field) => `${field} not set`)
    : ['invalid object to validate'];
  if (missing.length === 0) return undefined;
  const text = missing.length === 1 ? (missing[0] ?? '') : `[${missing.join(', ')}]`;
  return clientError(
    `error validating ${JSON.stringify(file)}: error validating data: ${text}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );
}

function noMatch(
  value: Readonly<Record<string, unknown>>,
  apiVersion: string,
  kind: string,
  file: string,
): KubectlError {
  const metadata = isRecord(value['metadata']) ? value['metadata'] : {};
  const name = typeof metadata['name'] === 'string' ? metadata['name'] : '';
  const namespace = typeof metadata['namespace'] === 'string' ? metadata['namespace'] : '';
  return clientError(
    `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(namespace)} from ${JSON.stringify(file)}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}\nensure CRDs are installed first`,
  );
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

/** The object in the namespace it goes to. @throws KubectlError when -n says another one than the object */
export function inNamespace({ object, kind }: Manifest, session: Session): KubeObject {
  if (!kind.namespaced) return object;
  const own = object.metadata.namespace;
  const enforced = session.enforcedNamespace;
  if (own !== undefined && own !== '' && enforced !== undefined && own !== enforced)
    throw clientError(
      `the namespace from the provided object "${own}" does not match the namespace "${enforced}". You must pass '--namespace=${own}' to perform this operation.`,
    );
  const namespace = own !== undefined && own !== '' ? own : session.namespace;
  return { ...object, metadata: { ...object.metadata, namespace } };
}
