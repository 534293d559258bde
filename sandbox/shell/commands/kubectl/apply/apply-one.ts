import {
  ApiError,
  applyMergePatch,
  objectSchema,
  sameJson,
  strategicMerge,
  threeWayMergePatch,
  type KindDeclaration,
  type KubeObject,
  type ObjectKey,
  type WriteOptions,
} from '../../../../kube/index';
import { goJson } from '../../../../lib/go-json';
import type { DryRun } from '../dry-run';
import { clientError, KubectlError, serverErrorText } from '../failure';
import { readLastApplied, withLastApplied } from '../last-applied';
import type { Manifest } from '../manifests';
import type { Session } from '../session';

export interface Applied {
  readonly object: KubeObject;
  readonly kind: KindDeclaration;
  readonly word: 'created' | 'configured' | 'unchanged' | 'serverside-applied';
  readonly warnings: readonly string[];
}

export interface ApplyOptions {
  readonly dryRun: DryRun;
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  readonly serverSide: boolean;
  /** Failures of a change name the file only, not the patch (diff). */
  readonly brief?: boolean;
}

/** Applies one object: creates it, or sends what the manifest changes compared with the last one. */
export function applyOne(manifest: Manifest, session: Session, options: ApplyOptions): Applied {
  const { api } = session;
  const { kind, object } = manifest;
  requireName(manifest);
  const key: ObjectKey = {
    kind: api.kinds.keyOf(kind),
    namespace: kind.namespaced ? (object.metadata.namespace ?? '') : '',
    name: object.metadata.name,
  };
  const live = api.get(key);
  const write: WriteOptions = {
    source: manifest.source,
    fieldValidation: options.fieldValidation,
    dryRun: options.dryRun !== 'none',
  };
  const modified = options.serverSide ? object : withLastApplied(object);
  if (!live) return createOne(modified, manifest, session, options, write);
  return changeOne(modified, live, key, manifest, session, options, write);
}

function createOne(
  modified: KubeObject,
  { kind, file }: Manifest,
  session: Session,
  options: ApplyOptions,
  write: WriteOptions,
): Applied {
  const word = options.serverSide ? 'serverside-applied' : 'created';
  if (options.dryRun === 'client') return { object: modified, kind, word, warnings: [] };
  const doing = options.serverSide ? '' : `error when creating ${JSON.stringify(file)}: `;
  const result = attempt(doing, () => session.api.create(modified, write));
  return { object: result.object, kind, word, warnings: result.warnings };
}

function changeOne(
  modified: KubeObject,
  live: KubeObject,
  key: ObjectKey,
  manifest: Manifest,
  session: Session,
  options: ApplyOptions,
  write: WriteOptions,
): Applied {
  const { kind, file } = manifest;
  const { api } = session;
  const original = readLastApplied(live);
  const warnings = original || options.serverSide ? [] : [missingAnnotation(kind, live.metadata.name)];
  const inVersion = { ...live, apiVersion: modified.apiVersion };
  const patch = threeWayMergePatch(original, modified, inVersion);
  const next = (
    kind.custom === true
      ? applyMergePatch(inVersion, patch)
      : strategicMerge(original, modified, inVersion, objectSchema(kind))
  ) as KubeObject;
  const empty = kind.custom === true ? Object.keys(patch).length === 0 : sameJson(next, inVersion);
  if (empty && !options.serverSide) {
    // The same text may stand in another file now: the object's lines are to be found there.
    if (options.dryRun === 'none') api.update(live, { ...write, fieldValidation: 'Ignore' });
    return { object: live, kind, word: 'unchanged', warnings };
  }
  const word = options.serverSide ? 'serverside-applied' : 'configured';
  if (options.dryRun === 'client') return { object: next, kind, word, warnings };
  const doing = options.serverSide
    ? ''
    : options.brief === true
      ? `error when patching ${JSON.stringify(file)}: `
      : patchPreamble(patch, live, kind, file);
  try {
    const result = api.update(next, write);
    return { object: result.object, kind, word, warnings: [...warnings, ...result.warnings] };
  } catch (error) {
    throw patchFailure(error, doing, next, key);
  }
}

function patchFailure(error: unknown, doing: string, next: KubeObject, key: ObjectKey): unknown {
  if (!(error instanceof ApiError)) return error;
  const strict = /strict decoding error: .*$/s.exec(error.message)?.[0];
  if (error.reason === 'BadRequest' && strict !== undefined && key.name !== '')
    return new KubectlError(
      `The request is invalid: patch: Invalid value: ${JSON.stringify(goJson(next))}: ${strict}`,
    );
  return new KubectlError(serverErrorText(error, doing));
}

function patchPreamble(patch: unknown, live: KubeObject, kind: KindDeclaration, file: string): string {
  const version = live.apiVersion;
  const quoted = JSON.stringify(file);
  return `error when applying patch:\n${goJson(patch)}\nto:\nResource: "${resourceText(kind, version)}", GroupVersionKind: "${version.includes('/') ? version : `/${version}`}, Kind=${kind.kind}"\nName: ${JSON.stringify(live.metadata.name)}, Namespace: ${JSON.stringify(live.metadata.namespace ?? '')}\nfor: ${quoted}: error when patching ${quoted}: `;
}

function resourceText(kind: KindDeclaration, version: string): string {
  return `${version.includes('/') ? version : `/${version}`}, Resource=${kind.plural}`;
}

function requireName({ object, kind, file }: Manifest): void {
  const { name, generateName } = object.metadata;
  if (typeof generateName === 'string' && generateName !== '' && name === '')
    throw clientError(`from ${generateName}: cannot use generate name with apply`);
  const problem =
    name === ''
      ? 'resource name may not be empty'
      : name.includes('/')
        ? `invalid resource name ${JSON.stringify(name)}: [may not contain '/']`
        : name.includes('%')
          ? `invalid resource name ${JSON.stringify(name)}: [may not contain '%']`
          : undefined;
  if (problem === undefined) return;
  const version = object.apiVersion;
  throw clientError(
    `error when retrieving current configuration of:\nResource: "${resourceText(kind, version)}", GroupVersionKind: "${version.includes('/') ? version : `/${version}`}, Kind=${kind.kind}"\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(object.metadata.namespace ?? '')}\nfrom server for: ${JSON.stringify(file)}: ${problem}`,
  );
}

function missingAnnotation(kind: KindDeclaration, name: string): string {
  return `resource ${kind.plural}/${name} is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`;
}

/** Runs a call; a failure says what it was about. */
export function attempt<T>(doing: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof ApiError) throw new KubectlError(serverErrorText(error, doing));
    throw error;
  }
}
