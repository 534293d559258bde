import { attempt } from '../apply/apply-one';
import { dryRunSuffix, readDryRun, readValidation } from '../dry-run';
import { clientError, failureOf, usageError } from '../failure';
import { dryRunFlag, fileFlags, outputFlag, selectorFlag, validateFlag, writeFlags } from '../flags';
import { withLastApplied } from '../last-applied';
import { hasFiles, inNamespace, loadManifests } from '../manifests';
import { changePrinter } from '../print/print';
import type { Printable } from '../print/printer';
import { throwAll, typeName } from '../resources';
import { kubectlVerb } from '../session';

/** Creates objects of files (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/). */
export const create = kubectlVerb(
  {
    path: ['kubectl', 'create'],
    summary: 'Create a resource from a file or from stdin',
    usage: 'kubectl create -f FILENAME [options]',
    flags: [
      ...fileFlags,
      selectorFlag,
      dryRunFlag,
      outputFlag,
      validateFlag,
      ...writeFlags,
      { long: 'save-config', type: 'switch', summary: 'remember the object for apply' },
      { long: 'edit', type: 'switch', summary: 'edit the object first' },
      { long: 'raw', type: 'string', summary: 'send the file to a path' },
    ],
    examples: [],
  },
  function* (session) {
    const { input } = session;
    if (input.positional.length > 0)
      throw usageError(`Unexpected args: [${input.positional.join(' ')}]`, 'create');
    if (!hasFiles(session)) throw clientError('must specify one of -f and -k');
    const dryRun = yield* readDryRun(session);
    const printer = changePrinter(session);
    const { manifests, errors } = yield* loadManifests(session, readValidation(session) !== 'Ignore');
    if (manifests.length === 0 && errors.length === 0) throw clientError('no objects passed to create');
    const failures = [...errors];
    const created: Printable[] = [];
    for (const manifest of manifests) {
      try {
        const placed = inNamespace(manifest, session);
        const object = input.has('save-config') ? withLastApplied(placed) : placed;
        const options = {
          source: manifest.source,
          fieldValidation: readValidation(session),
          dryRun: dryRun === 'server',
        };
        const result =
          dryRun === 'client'
            ? { object, warnings: [] }
            : attempt(`error when creating ${JSON.stringify(manifest.file)}: `, () =>
                session.api.create(object, options),
              );
        yield* session.warn(result.warnings);
        created.push({ object: result.object, kind: manifest.kind });
        if (!printer)
          yield* session.print(
            `${typeName(manifest.kind)}/${result.object.metadata.name} created${dryRunSuffix(dryRun)}\n`,
          );
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        failures.push(failure);
      }
    }
    if (printer) for (const one of created) yield* session.print(printer([one], { asList: false }));
    throwAll(failures);
    return 0;
  },
);
