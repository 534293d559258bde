import type { Process } from '../../../../sim/index';
import { completeResources } from '../complete';
import { dryRunSuffix, readDryRun, type DryRun } from '../dry-run';
import { clientError, failureOf, KubectlError } from '../failure';
import { allFlag, allNamespacesFlag, dryRunFlag, fileFlags, outputFlag, selectorFlag } from '../flags';
import { hasFiles, inNamespace, loadManifests } from '../manifests';
import {
  findObjects,
  getObject,
  listObjects,
  NOTHING_GIVEN,
  readResourceArguments,
  throwAll,
  typeName,
  type Found,
  type NamedResource,
} from '../resources';
import { kubectlVerb, type Session } from '../session';
import { awaitGone, graceOf, type Deleted } from './waiting';

/** Deletes objects by name, label or file (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_delete/). */
export const deleteVerb = kubectlVerb(
  {
    path: ['kubectl', 'delete'],
    summary: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
    usage: 'kubectl delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]',
    flags: [
      ...fileFlags,
      allFlag,
      allNamespacesFlag,
      selectorFlag,
      dryRunFlag,
      outputFlag,
      { long: 'field-selector', type: 'string', summary: 'fields the objects must have' },
      { long: 'ignore-not-found', type: 'switch', summary: 'no error for objects that do not exist' },
      { long: 'force', type: 'switch', summary: 'do not wait for the object to stop' },
      { long: 'now', type: 'switch', summary: 'stop at once' },
      { long: 'grace-period', type: 'number', summary: 'seconds the object gets to stop' },
      { long: 'wait', type: 'switch', default: 'true', summary: 'wait until the object is gone' },
      { long: 'timeout', type: 'string', placeholder: 'DURATION', summary: 'how long to wait' },
      { long: 'cascade', type: 'string', implied: 'background', summary: 'background, foreground or orphan' },
      { long: 'interactive', short: 'i', type: 'switch', summary: 'ask before deleting' },
      { long: 'raw', type: 'string', summary: 'ask the server to delete a path' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    examples: ['kubectl delete -f canary.yaml', 'kubectl delete vs --all'],
  },
  function* (session) {
    const { input } = session;
    const cascade = input.flag('cascade');
    if (cascade !== undefined && !['background', 'foreground', 'orphan', 'true', 'false'].includes(cascade))
      throw clientError(
        `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`,
      );
    const dryRun = yield* readDryRun(session);
    const { targets, errors, bySelector } = hasFiles(session)
      ? yield* targetsOfFiles(session)
      : targetsOfWords(session, dryRun);
    const grace = graceOf(session);
    if (grace === 0)
      yield* session.warn([
        'Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.',
      ]);
    const failures = [...errors];
    const deleted: Deleted[] = [];
    for (const target of targets) {
      try {
        const key = deleteOne(target, dryRun, session, grace);
        if (key !== undefined) deleted.push(key);
        yield* session.print(deletedLine(target, dryRun, session));
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        if (!input.has('ignore-not-found') || !failure.message.includes('(NotFound)')) failures.push(failure);
      }
    }
    if (targets.length === 0 && failures.length === 0 && bySelector)
      yield* session.print('No resources found\n');
    throwAll([...failures, ...(yield* awaitGone(deleted, session))]);
    return 0;
  },
);

interface Targets {
  readonly targets: readonly NamedTarget[];
  readonly errors: readonly KubectlError[];
  /** Nothing to delete is worth a line. */
  readonly bySelector: boolean;
}

interface NamedTarget extends NamedResource {
  readonly namespace: string;
}

function* targetsOfFiles(session: Session): Process<Targets> {
  if (session.input.positional.length > 0)
    throw clientError(
      'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
    );
  const { manifests, errors } = yield* loadManifests(session);
  const targets = manifests.map((manifest) => {
    const object = inNamespace(manifest, session);
    return {
      kind: manifest.kind,
      apiVersion: object.apiVersion,
      name: object.metadata.name,
      namespace: object.metadata.namespace ?? '',
    };
  });
  return { targets, errors, bySelector: true };
}

function targetsOfWords(session: Session, dryRun: DryRun): Targets {
  const { input } = session;
  const { positional } = input;
  const selects = input.has('all') || input.has('selector') || input.has('field-selector');
  if (positional.length === 0)
    throw selects
      ? clientError('at least one resource must be specified to use a selector')
      : new KubectlError(NOTHING_GIVEN);
  const args = readResourceArguments(positional, session);
  if (!args) throw new KubectlError(NOTHING_GIVEN);
  if (args.names) {
    if (selects) throw clientError('name cannot be provided when a selector is specified');
    if (session.allNamespaces)
      throw clientError('a resource cannot be retrieved by name across all namespaces');
    const checked = dryRun === 'client' ? { found: [], errors: [] } : findObjects(args, session);
    const missing = dryRun === 'client' || !input.has('ignore-not-found') ? checked.errors : [];
    const names =
      dryRun === 'client'
        ? args.names
        : checked.found.map((found) => ({ ...found, name: found.object.metadata.name }));
    const targets = names.map((named) => ({
      ...named,
      namespace: named.kind.namespaced ? session.namespace : '',
    }));
    return { targets, errors: missing, bySelector: false };
  }
  if (!selects) throw clientError('resource(s) were provided, but no name was specified');
  const found = args.types.flatMap((type) => listObjects(type, session));
  return { targets: found.map(targetOf), errors: [], bySelector: true };
}

function targetOf({ object, kind, apiVersion }: Found): NamedTarget {
  return { kind, apiVersion, name: object.metadata.name, namespace: object.metadata.namespace ?? '' };
}

/** Asks for the deletion of one object; answers what to wait for, if anything. */
function deleteOne(
  target: NamedTarget,
  dryRun: DryRun,
  session: Session,
  grace: number | undefined,
): Deleted | undefined {
  const { api } = session;
  if (dryRun === 'client') return undefined;
  const key = { kind: api.kinds.keyOf(target.kind), namespace: target.namespace, name: target.name };
  if (dryRun === 'none') {
    const { metadata } = api.delete(key, grace === undefined ? {} : { gracePeriodSeconds: grace });
    return { key, uid: metadata.uid, name: `${target.kind.plural}/${target.name}` };
  }
  if (!api.get(key)) getObject(target, session);
  return undefined;
}

function deletedLine({ kind, name, namespace }: NamedTarget, dryRun: DryRun, session: Session): string {
  if (session.input.flag('output') === 'name') return `${typeName(kind)}/${name}\n`;
  const force = session.input.has('force') ? 'force ' : '';
  const where = kind.namespaced ? ` from ${namespace} namespace` : '';
  return `${typeName(kind)} "${name}" ${force}deleted${where}${dryRunSuffix(dryRun)}\n`;
}
