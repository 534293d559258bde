import { goJson } from '../../../../lib/go-json';
import { printYaml } from '../../../../lib/yaml/index';
import type { Command } from '../../../command';
import { clientError, KubectlError } from '../failure';
import { allFlag, dryRunFlag, fileFlags, outputFlag, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { LAST_APPLIED, readLastApplied, withLastApplied } from '../last-applied';
import { inNamespace, loadManifests } from '../manifests';
import { NOTHING_GIVEN, throwAll, typeName } from '../resources';
import { kubectlVerb } from '../session';
import { readTargets } from '../targets';

/** Shows what was applied last. */
const viewLastApplied = kubectlVerb(
  {
    path: ['kubectl', 'apply', 'view-last-applied'],
    summary: 'View the latest last-applied-configuration annotations of a resource/object',
    usage: 'kubectl apply view-last-applied (TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
    flags: [...fileFlags, allFlag, selectorFlag, outputFlag],
  },
  function* (session) {
    const { found, errors } = yield* readTargets(session.input.positional, session);
    throwAll(errors);
    const json = session.input.flag('output') === 'json';
    for (const { object } of found) {
      const applied = readLastApplied(object);
      if (applied) yield* session.print(json ? `${goJson(applied, 2)}\n` : printYaml(applied));
    }
    return 0;
  },
);

/** Writes the annotation without changing the object. */
const setLastApplied = kubectlVerb(
  {
    path: ['kubectl', 'apply', 'set-last-applied'],
    summary: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
    usage: 'kubectl apply set-last-applied -f FILENAME',
    flags: [
      ...fileFlags,
      dryRunFlag,
      outputFlag,
      { long: 'create-annotation', type: 'switch', summary: 'write it even when there is none yet' },
    ],
  },
  function* (session) {
    const { manifests, errors } = yield* loadManifests(session);
    throwAll(errors);
    for (const manifest of manifests) {
      const object = inNamespace(manifest, session);
      const key = keyOf(object, manifest.kind, session);
      const live = session.api.get(key);
      if (live?.metadata.annotations?.[LAST_APPLIED] === undefined && !session.input.has('create-annotation'))
        throw clientError(
          `no last-applied-configuration annotation found on resource: ${key.name}, to create the annotation, run the command with --create-annotation`,
        );
      const text = withLastApplied(object).metadata.annotations?.[LAST_APPLIED];
      session.api.patch(
        key,
        { metadata: { annotations: { [LAST_APPLIED]: text } } },
        { fieldValidation: 'Ignore' },
      );
      yield* session.print(`${typeName(manifest.kind)}/${key.name} configured\n`);
    }
    return 0;
  },
);

const editLastApplied = kubectlVerb(
  {
    path: ['kubectl', 'apply', 'edit-last-applied'],
    summary: 'Edit latest last-applied-configuration annotations of a resource/object',
    usage: 'kubectl apply edit-last-applied (RESOURCE/NAME | -f FILENAME)',
    flags: [...fileFlags],
  },
  function* (session) {
    if (session.input.positional.length === 0 && session.input.list('filename').length === 0)
      throw new KubectlError(NOTHING_GIVEN);
    throw clientError('edit-last-applied is not available in the sandbox: change the file and apply it');
  },
);

export const lastAppliedVerbs: readonly Command[] = [editLastApplied, setLastApplied, viewLastApplied];
