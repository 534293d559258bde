import { describeObject } from '../../../../kube/index';
import type { Process } from '../../../../sim/index';
import { completeResources } from '../complete';
import { clientError } from '../failure';
import { allNamespacesFlag, fileFlags, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { hasFiles, inNamespace, loadManifests } from '../manifests';
import { nothingFound } from '../get/tables';
import {
  findObjects,
  inVersion,
  listObjects,
  missingResource,
  notFound,
  readResourceArguments,
  throwAll,
  type Found,
  type NamedResource,
} from '../resources';
import { kubectlVerb, type Session } from '../session';

/** Shows objects in words (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_describe/). */
export const describe = kubectlVerb(
  {
    path: ['kubectl', 'describe'],
    summary: 'Show details of a specific resource or group of resources',
    usage: 'kubectl describe (-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
    flags: [
      ...fileFlags,
      allNamespacesFlag,
      selectorFlag,
      { long: 'show-events', type: 'switch', summary: 'events of the object' },
      { long: 'chunk-size', type: 'number', summary: 'size of the pages of long lists' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    examples: ['kubectl describe vs', 'kubectl describe pod'],
  },
  function* (session) {
    const subjects = hasFiles(session) ? yield* subjectsOfFiles(session) : subjectsOfWords(session);
    const { found, byPrefix } = subjects;
    if (found.length === 0) {
      yield* session.printError(nothingFound(session, subjects.clusterScoped));
      return 0;
    }
    yield* session.warnDeprecated(new Set(found.map(({ kind }) => kind)));
    const withEvents = !byPrefix && found.length === 1 && session.input.flag('show-events') !== 'false';
    const texts = found.map(
      ({ object, kind }) => `${describeObject(object, kind, session.describing, withEvents)}\n`,
    );
    // Descriptions found by the beginning of their names end in an empty line each.
    yield* session.print(byPrefix ? texts.map((text) => `${text}\n`).join('') : texts.join('\n\n'));
    return 0;
  },
);

interface Subjects {
  readonly found: readonly Found[];
  /** The names typed were only the beginnings of these. */
  readonly byPrefix: boolean;
  readonly clusterScoped: boolean;
}

function* subjectsOfFiles(session: Session): Process<Subjects> {
  const { manifests, errors } = yield* loadManifests(session);
  const found = manifests.map((manifest): Found => {
    const object = inNamespace(manifest, session);
    const { kind } = manifest;
    const live = session.api.get(keyOf(object, kind, session));
    if (!live) throw notFound(kind, object.metadata.name);
    const type = { kind, apiVersion: object.apiVersion };
    return { ...type, object: inVersion(live, type) };
  });
  throwAll(errors);
  return { found, byPrefix: false, clusterScoped: false };
}

function subjectsOfWords(session: Session): Subjects {
  const args = readResourceArguments(session.input.positional, session);
  if (!args) throw clientError(missingResource('describe'));
  if (args.names && session.allNamespaces)
    throw clientError('a resource cannot be retrieved by name across all namespaces');
  const exact = findObjects(args, session);
  const prefixed = args.names?.flatMap((named) => matchPrefix(named, session)) ?? [];
  const found = [...exact.found, ...prefixed];
  if (found.length === 0) throwAll(exact.errors);
  const clusterScoped = args.types.every(({ kind }) => !kind.namespaced);
  return { found, byPrefix: prefixed.length > 0, clusterScoped };
}

/** Names that only begin with the word are described too when none is exactly it. */
function matchPrefix(named: NamedResource, session: Session): readonly Found[] {
  const exact = listObjects(named, session).some(({ object }) => object.metadata.name === named.name);
  return exact
    ? []
    : listObjects(named, session).filter(({ object }) => object.metadata.name.startsWith(named.name));
}
