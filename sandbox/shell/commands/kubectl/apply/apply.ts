import { dryRunSuffix, readDryRun, readValidation, type DryRun } from '../dry-run';
import { clientError, failureOf, usageError } from '../failure';
import { dryRunFlag, fileFlags, outputFlag, selectorFlag, validateFlag, writeFlags } from '../flags';
import { hasFiles, inNamespace, loadManifests, type Manifest } from '../manifests';
import { changePrinter } from '../print/print';
import type { Printable } from '../print/printer';
import { typeName, throwAll } from '../resources';
import { kubectlVerb, type Session } from '../session';
import { applyOne, type Applied } from './apply-one';

/** Creates what is not there and changes what differs (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_apply/). */
export const apply = kubectlVerb(
  {
    path: ['kubectl', 'apply'],
    summary: 'Apply a configuration to a resource by file name or stdin',
    usage: 'kubectl apply (-f FILENAME | -k DIRECTORY) [options]',
    flags: [
      ...fileFlags,
      selectorFlag,
      dryRunFlag,
      outputFlag,
      validateFlag,
      ...writeFlags,
      { long: 'server-side', type: 'switch', summary: 'let the server merge' },
      { long: 'force-conflicts', type: 'switch', summary: 'take fields over from other managers' },
      { long: 'force', type: 'switch', summary: 'delete and create again when a change is not possible' },
      { long: 'wait', type: 'switch', summary: 'wait until deleted resources are gone' },
      { long: 'all', type: 'switch', summary: 'every object, for --prune' },
      { long: 'prune', type: 'switch', summary: 'delete objects that are no longer in the files' },
    ],
    arguments: [],
    examples: ['kubectl apply -f canary.yaml', 'cat canary.yaml | kubectl apply -f -'],
  },
  function* (session) {
    const { input } = session;
    if (input.positional.length > 0)
      throw usageError(`Unexpected args: [${input.positional.join(' ')}]`, 'apply');
    if (input.has('kustomize')) throw clientError('kustomizations are not available in the sandbox');
    if (input.has('prune')) throw clientError('--prune is not available in the sandbox');
    if (input.has('force-conflicts') && !input.has('server-side'))
      throw clientError('--force-conflicts only works with --server-side');
    if (!hasFiles(session)) throw clientError('must specify one of -f and -k');
    const dryRun = yield* readDryRun(session);
    const print = resultPrinter(dryRun, session);
    const loaded = yield* loadManifests(session, readValidation(session) !== 'Ignore');
    const errors = [...loaded.errors];
    if (loaded.manifests.length === 0 && errors.length === 0) throw clientError('no objects passed to apply');
    const applied: Applied[] = [];
    for (const manifest of loaded.manifests) {
      try {
        const result = applyManifest(manifest, dryRun, session);
        yield* session.warn(result.warnings);
        applied.push(result);
        if (!print.collects) yield* session.print(print.line(result));
      } catch (error) {
        const failure = failureOf(error);
        if (!failure) throw error;
        errors.push(failure);
      }
    }
    if (print.collects) yield* session.print(print.all(applied));
    throwAll(errors);
    return 0;
  },
);

function applyManifest(manifest: Manifest, dryRun: DryRun, session: Session): Applied {
  const object = inNamespace(manifest, session);
  return applyOne({ ...manifest, object }, session, {
    dryRun,
    fieldValidation: readValidation(session),
    serverSide: session.input.has('server-side'),
  });
}

interface ResultPrinter {
  /** Structured output waits for the last object. */
  readonly collects: boolean;
  line(result: Applied): string;
  all(results: readonly Applied[]): string;
}

function resultPrinter(dryRun: DryRun, session: Session): ResultPrinter {
  const printer = changePrinter(session);
  const line = ({ object, kind, word }: Applied): string =>
    `${typeName(kind)}/${object.metadata.name} ${word}${dryRunSuffix(dryRun)}\n`;
  return {
    collects: printer !== undefined,
    line,
    all: (results) => {
      const printables: Printable[] = results.map(({ object, kind }) => ({ object, kind }));
      return printer && printables.length > 0 ? printer(printables, { asList: false, bareList: true }) : '';
    },
  };
}
