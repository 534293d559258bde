import type { Process } from '../../../../sim/index';
import { clientError, KubectlError } from '../failure';
import { hasFiles, inNamespace, loadManifests } from '../manifests';
import {
  findObjects,
  inVersion,
  missingResource,
  notFound,
  readResourceArguments,
  type Found,
  type ResourceType,
} from '../resources';
import type { Session } from '../session';

/** What was asked for, and what the server has of it. */
export interface Query {
  readonly types: readonly ResourceType[];
  readonly found: readonly Found[];
  readonly errors: readonly KubectlError[];
  /** Asked by type, not by name. */
  readonly isList: boolean;
}

/** Asks the server what the words name. */
export function* readQuery(session: Session): Process<Query> {
  const { positional } = session.input;
  if (hasFiles(session)) {
    if (positional.length > 0)
      throw clientError(
        'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
      );
    return yield* queryFiles(session);
  }
  const args = readResourceArguments(positional, session);
  if (!args)
    throw new KubectlError(
      `${missingResource('get')}\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee 'kubectl get -h' for help and examples`,
    );
  if (args.names && session.allNamespaces)
    throw clientError('a resource cannot be retrieved by name across all namespaces');
  if (args.names && (session.input.has('selector') || session.input.has('field-selector')))
    throw clientError('name cannot be provided when a selector is specified');
  return { types: args.types, ...findObjects(args, session), isList: args.names?.length !== 1 };
}

function* queryFiles(session: Session): Process<Query> {
  const { manifests, errors } = yield* loadManifests(session);
  const found: Found[] = [];
  // get lists failures of files bare.
  const failures = errors.map((error) => new KubectlError(error.message.replace(/^error: /, '')));
  for (const manifest of manifests) {
    const object = inNamespace(manifest, session);
    const type = { kind: manifest.kind, apiVersion: manifest.object.apiVersion };
    const live = session.api.get({
      kind: session.api.kinds.keyOf(manifest.kind),
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
    });
    if (live) found.push({ ...type, object: inVersion(live, type) });
    else failures.push(notFound(manifest.kind, object.metadata.name));
  }
  return {
    types: manifests.map(({ kind, object }) => ({ kind, apiVersion: object.apiVersion })),
    found,
    errors: failures,
    isList: manifests.length !== 1,
  };
}
