import type { WriteResult } from '../../../../kube/index';
import { attempt } from '../apply/apply-one';
import { dryRunSuffix, readDryRun, readValidation } from '../dry-run';
import { clientError, failureOf } from '../failure';
import { dryRunFlag, fileFlags, outputFlag, validateFlag, writeFlags } from '../flags';
import { keyOf } from '../keys';
import { hasFiles, inNamespace, loadManifests } from '../manifests';
import { changePrinter } from '../print/print';
import { throwAll, typeName } from '../resources';
import { kubectlVerb } from '../session';

/** Replaces objects by those of files (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_replace/). */
export const replace = kubectlVerb(
  {
    path: ['kubectl', 'replace'],
    summary: 'Replace a resource by file name or stdin',
    usage: 'kubectl replace -f FILENAME',
    flags: [
      ...fileFlags,
      dryRunFlag,
      outputFlag,
      validateFlag,
      ...writeFlags,
      { long: 'force', type: 'switch', summary: 'delete and create again' },
      { long: 'grace-period', type: 'number', summary: 'seconds the object gets to stop' },
      { long: 'cascade', type: 'string', implied: 'background', summary: 'background, foreground or orphan' },
      { long: 'timeout', type: 'string', summary: 'how long to wait' },
      { long: 'wait', type: 'switch', summary: 'wait until the old object is gone' },
      { long: 'save-config', type: 'switch', summary: 'remember the object for apply' },
      { long: 'subresource', type: 'string', summary: 'a part of the object' },
    ],
    examples: [],
  },
  function* (session) {
    const { input, api } = session;
    if (!hasFiles(session)) throw clientError('must specify one of -f and -k');
    const dryRun = yield* readDryRun(session);
    const printer = changePrinter(session);
    const { manifests, errors } = yield* loadManifests(session, readValidation(session) !== 'Ignore');
    const failures = [...errors];
    if (input.has('force'))
      for (const manifest of manifests) {
        const object = inNamespace(manifest, session);
        const key = keyOf(object, manifest.kind, session);
        if (!api.get(key)) continue;
        api.delete(key, { gracePeriodSeconds: 0 });
        const where = manifest.kind.namespaced ? ` from ${key.namespace} namespace` : '';
        yield* session.print(`${typeName(manifest.kind)} "${key.name}" deleted${where}\n`);
      }
    for (const manifest of manifests) {
      try {
        const object = inNamespace(manifest, session);
        const options = {
          source: manifest.source,
          fieldValidation: readValidation(session),
          dryRun: dryRun === 'server',
        };
        const doing = `error when replacing ${JSON.stringify(manifest.file)}: `;
        const write = (): WriteResult =>
          input.has('force') ? api.create(object, options) : api.update(object, options);
        const result = dryRun === 'client' ? { object, warnings: [] } : attempt(doing, write);
        yield* session.warn(result.warnings);
        const text = `${typeName(manifest.kind)}/${object.metadata.name} replaced${dryRunSuffix(dryRun)}\n`;
        yield* session.print(
          printer ? printer([{ object: result.object, kind: manifest.kind }], { asList: false }) : text,
        );
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
