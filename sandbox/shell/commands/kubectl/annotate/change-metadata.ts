import { compareText } from '../../../../lib/compare-text';
import { applyMergePatch, type KubeObject } from '../../../../kube/index';
import type { Command } from '../../../command';
import { completeResources } from '../complete';
import { dryRunSuffix, readDryRun, type DryRun } from '../dry-run';
import { clientError, failureOf, type KubectlError } from '../failure';
import { hasFiles } from '../manifests';
import { allFlag, allNamespacesFlag, dryRunFlag, fileFlags, outputFlag, selectorFlag } from '../flags';
import { printerFor } from '../print/print';
import { byGroup, throwAll, typeName, type Found } from '../resources';
import { kubectlVerb, type Session } from '../session';
import { readTargets } from '../targets';

/** What tells label from annotate. */
export interface MetadataVerb {
  readonly verb: string;
  readonly field: 'labels' | 'annotations';
  readonly done: string;
  readonly undone: string;
  readonly noun: string;
  readonly summary: string;
  checkKey(key: string): readonly string[];
  checkValue(value: string): readonly string[];
}

/** Declares a verb that sets (`key=value`) and removes (`key-`) entries of the metadata. */
export function changeMetadata(verb: MetadataVerb): Command {
  return kubectlVerb(
    {
      path: ['kubectl', verb.verb],
      summary: verb.summary,
      usage: `kubectl ${verb.verb} [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [options]`,
      flags: [
        ...fileFlags,
        allFlag,
        allNamespacesFlag,
        selectorFlag,
        dryRunFlag,
        outputFlag,
        { long: 'overwrite', type: 'switch', summary: 'replace values that are there' },
        { long: 'list', type: 'switch', summary: `print the ${verb.noun}s` },
        { long: 'local', type: 'switch', summary: 'work on the file, ask no server' },
        { long: 'field-selector', type: 'string', summary: 'fields the objects must have' },
        {
          long: 'resource-version',
          type: 'string',
          summary: 'only when the object is still at this version',
        },
        { long: 'field-manager', type: 'string', summary: 'name of the manager of the fields' },
      ],
      arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
      examples:
        verb.verb === 'label' ? ['kubectl label namespace default istio-injection=enabled --overwrite'] : [],
    },
    function* (session) {
      const dryRun = yield* readDryRun(session);
      if (session.input.positional.length === 0 && !hasFiles(session))
        throw clientError(
          'one or more resources must be specified as <resource> <name> or <resource>/<name>',
        );
      const { resources, changes, removals } = readChanges(session.input.positional, verb);
      const listing = session.input.has('list');
      if (changes.size === 0 && removals.size === 0 && !listing)
        throw clientError(`at least one ${verb.noun} update is required`);
      const { found: unsorted, errors } = yield* readTargets(resources, session);
      const failures = [...errors];
      const found = session.input.has('all')
        ? [...unsorted].sort((a, b) => byGroup(a.kind, b.kind))
        : unsorted;
      for (const one of found) {
        if (listing) {
          yield* session.print(listText(one, verb, found.length > 1));
          continue;
        }
        const missing = [...removals].filter((key) => entriesOf(one.object, verb)[key] === undefined);
        for (const key of missing) yield* session.print(`${verb.noun} ${JSON.stringify(key)} not found.\n`);
        try {
          yield* session.print(changeOne(one, verb, { changes, removals }, dryRun, session));
        } catch (error) {
          const failure = failureOf(error);
          if (!failure) throw error;
          failures.push(failure);
        }
      }
      throwAll(failures);
      return 0;
    },
  );
}

interface Changes {
  readonly changes: ReadonlyMap<string, string>;
  readonly removals: ReadonlySet<string>;
}

function readChanges(
  words: readonly string[],
  verb: MetadataVerb,
): Changes & { readonly resources: readonly string[] } {
  const isChange = (word: string): boolean =>
    word.indexOf('=') > 0 || (word.endsWith('-') && word.length > 1);
  const start = words.findIndex(isChange);
  const resources = start < 0 ? words : words.slice(0, start);
  const changes = new Map<string, string>();
  const removals = new Set<string>();
  for (const word of start < 0 ? [] : words.slice(start)) {
    const equals = word.indexOf('=');
    if (equals >= 0) {
      const [key, value] = [word.slice(0, equals), word.slice(equals + 1)];
      const problems = verb.field === 'labels' ? verb.checkValue(value) : [];
      if (problems[0] !== undefined)
        throw clientError(`invalid label value: ${JSON.stringify(word)}: ${problems.join('; ')}`);
      if (changes.has(key) || removals.has(key)) throw bothWays(key, verb);
      changes.set(key, value);
    } else if (word.endsWith('-')) {
      if (changes.has(word.slice(0, -1))) throw bothWays(word.slice(0, -1), verb);
      removals.add(word.slice(0, -1));
    } else
      throw clientError(
        verb.field === 'labels'
          ? `unknown label spec: ${word}`
          : `all resources must be specified before ${verb.noun} changes: ${word}`,
      );
  }
  return { resources, changes, removals };
}

function bothWays(key: string, verb: MetadataVerb): KubectlError {
  return clientError(
    verb.field === 'labels'
      ? 'can not both modify and remove a label in the same command'
      : `can not both modify and remove the following ${verb.noun}(s) in the same command: ${key}`,
  );
}

function changeOne(
  one: Found,
  verb: MetadataVerb,
  wanted: Changes,
  dryRun: DryRun,
  session: Session,
): string {
  const { object, kind } = one;
  const before = entriesOf(object, verb);
  if (!session.input.has('overwrite'))
    for (const [key, value] of wanted.changes)
      if (before[key] !== undefined && before[key] !== value) throw alreadyThere(key, before[key], verb);
  const patch = {
    metadata: {
      [verb.field]: {
        ...Object.fromEntries(wanted.changes),
        ...Object.fromEntries([...wanted.removals].map((key) => [key, null])),
      },
    },
  };
  const after = entriesOf(applyMergePatch(object, patch) as KubeObject, verb);
  const added = [...wanted.changes].some(([key, value]) => before[key] !== value);
  const removed = [...wanted.removals].some((key) => before[key] !== undefined);
  const word = added
    ? verb.done
    : removed
      ? verb.undone
      : verb.field === 'labels'
        ? 'not labeled'
        : verb.done;
  let result = { ...object, metadata: { ...object.metadata, [verb.field]: after } };
  if (dryRun !== 'client' && !session.input.has('local') && (added || removed)) {
    const key = {
      kind: session.api.kinds.keyOf(kind),
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
    };
    result = session.api.patch(key, patch, { fieldValidation: 'Ignore', dryRun: dryRun === 'server' }).object;
  }
  const printer = printerFor(session);
  if (printer) return printer([{ object: result, kind }], { asList: false });
  return `${typeName(kind)}/${object.metadata.name} ${word}${dryRunSuffix(dryRun)}\n`;
}

function alreadyThere(key: string, value: string | undefined, verb: MetadataVerb): KubectlError {
  if (verb.field === 'labels')
    return clientError(`'${key}' already has a value (${value ?? ''}), and --overwrite is false`);
  return clientError(
    `--overwrite is false but found the following declared annotation(s): '${key}' already has a value (${value ?? ''})`,
  );
}

function listText({ object, kind }: Found, verb: MetadataVerb, many: boolean): string {
  const entries = Object.entries(entriesOf(object, verb)).sort(([a], [b]) => compareText(a, b));
  const indent = many ? ' ' : '';
  const heading = many
    ? `Listing ${verb.noun}s for ${kind.kind}.${kind.group}/${object.metadata.name}:\n`
    : '';
  return heading + entries.map(([key, value]) => `${indent}${key}=${value}\n`).join('');
}

function entriesOf(object: KubeObject, verb: MetadataVerb): Readonly<Record<string, string>> {
  return object.metadata[verb.field] ?? {};
}
