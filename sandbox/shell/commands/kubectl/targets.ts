import type { Process } from '../../../sim/index';
import { clientError, KubectlError } from './failure';
import { hasFiles, inNamespace, loadManifests } from './manifests';
import { findObjects, notFound, NOTHING_GIVEN, readResourceArguments, type Found } from './resources';
import type { Session } from './session';

export interface Targets {
  readonly found: readonly Found[];
  readonly errors: readonly KubectlError[];
}

/**
 * The objects a changing verb works on: those of -f, the named ones, or with --all or -l all of the types.
 * @throws KubectlError when the words name none
 */
export function* readTargets(words: readonly string[], session: Session): Process<Targets> {
  const { input } = session;
  if (hasFiles(session)) {
    if (words.length > 0)
      throw clientError(
        'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
      );
    return yield* targetsOfFiles(session);
  }
  const args = readResourceArguments(words, session);
  if (!args) throw new KubectlError(NOTHING_GIVEN);
  const selects = input.has('all') || input.has('selector') || input.has('field-selector');
  if (args.names && selects) throw clientError('name cannot be provided when a selector is specified');
  if (args.names && session.allNamespaces)
    throw clientError('a resource cannot be retrieved by name across all namespaces');
  if (!args.names && !selects) throw clientError('resource(s) were provided, but no name was specified');
  return findObjects(args, session);
}

function* targetsOfFiles(session: Session): Process<Targets> {
  const { manifests, errors } = yield* loadManifests(session);
  const found: Found[] = [];
  const failures = [...errors];
  for (const manifest of manifests) {
    const object = inNamespace(manifest, session);
    const { kind } = manifest;
    if (session.input.has('local')) {
      found.push({ kind, apiVersion: object.apiVersion, object });
      continue;
    }
    const key = {
      kind: session.api.kinds.keyOf(kind),
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
    };
    const live = session.api.get(key);
    if (live) found.push({ kind, apiVersion: object.apiVersion, object: live });
    else failures.push(notFound(kind, object.metadata.name));
  }
  return { found, errors: failures };
}
