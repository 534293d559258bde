import { describeObject } from '../../../../kube/index';
import { completeResources } from '../complete';
import { clientError } from '../failure';
import { allNamespacesFlag, fileFlags, selectorFlag } from '../flags';
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
    const { positional } = session.input;
    const found: Found[] = [];
    let byName = true;
    let prefixed = false;
    if (hasFiles(session)) {
      const { manifests, errors } = yield* loadManifests(session);
      for (const manifest of manifests) {
        const object = inNamespace(manifest, session);
        const { kind } = manifest;
        const key = {
          kind: session.api.kinds.keyOf(kind),
          namespace: object.metadata.namespace ?? '',
          name: object.metadata.name,
        };
        const live = session.api.get(key);
        if (!live) throw notFound(kind, key.name);
        found.push({
          kind,
          apiVersion: object.apiVersion,
          object: inVersion(live, { kind, apiVersion: object.apiVersion }),
        });
      }
      throwAll(errors);
    } else {
      const args = readResourceArguments(positional, session);
      if (!args) throw clientError(missingResource('describe'));
      if (args.names && session.allNamespaces)
        throw clientError('a resource cannot be retrieved by name across all namespaces');
      byName = args.names !== undefined || args.types.length === 1;
      const result = findObjects(args, session);
      found.push(...result.found);
      const failed = result.errors.filter((_error, index) => {
        const matches = matchPrefix(args.names?.[index], session);
        found.push(...matches);
        prefixed ||= matches.length > 0;
        byName = false;
        return matches.length === 0;
      });
      if (found.length === 0 && failed.length === 0) {
        yield* session.printError(
          nothingFound(
            session,
            args.types.every(({ kind }) => !kind.namespaced),
          ),
        );
        return 0;
      }
      if (found.length === 0) throwAll(failed);
    }
    yield* session.warnDeprecated(new Set(found.map(({ kind }) => kind)));
    const withEvents = byName && found.length === 1 && session.input.flag('show-events') !== 'false';
    const texts = found.map(
      ({ object, kind }) => `${describeObject(object, kind, session.describing, withEvents)}\n`,
    );
    // Descriptions found by the beginning of their names end in an empty line each.
    yield* session.print(prefixed ? texts.map((text) => `${text}\n`).join('') : texts.join('\n\n'));
    return 0;
  },
);

/** Names that only begin with the word are described too when none is exactly it. */
function matchPrefix(named: NamedResource | undefined, session: Session): readonly Found[] {
  if (!named) return [];
  const exact = listObjects(named, session).some(({ object }) => object.metadata.name === named.name);
  return exact
    ? []
    : listObjects(named, session).filter(({ object }) => object.metadata.name.startsWith(named.name));
}
