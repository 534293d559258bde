import { at, type KubeObject } from '../../../../kube/index';
import { completeResources } from '../complete';
import { dryRunSuffix, readDryRun } from '../dry-run';
import { clientError } from '../failure';
import { allFlag, dryRunFlag, fileFlags, outputFlag, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { throwAll, typeName } from '../resources';
import { kubectlVerb } from '../session';
import { readTargets } from '../targets';

/** Sets the number of replicas (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_scale/). */
export const scale = kubectlVerb(
  {
    path: ['kubectl', 'scale'],
    summary: 'Set a new size for a deployment, replica set, or replication controller',
    usage: 'kubectl scale --replicas=COUNT (-f FILENAME | TYPE NAME) [options]',
    flags: [
      ...fileFlags,
      allFlag,
      selectorFlag,
      dryRunFlag,
      outputFlag,
      { long: 'replicas', type: 'number', placeholder: 'COUNT', summary: 'how many pods should run' },
      {
        long: 'current-replicas',
        type: 'number',
        placeholder: 'COUNT',
        summary: 'only when so many are wanted now',
      },
      { long: 'timeout', type: 'string', placeholder: 'DURATION', summary: 'how long to wait' },
      { long: 'resource-version', type: 'string', summary: 'only when the object is still at this version' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    examples: [],
  },
  function* (session) {
    const { input } = session;
    const typed = input.flag('replicas');
    if (typed === undefined) throw clientError('required flag(s) "replicas" not set');
    const replicas = Number(typed);
    if (replicas < 0)
      throw clientError(
        'The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      );
    const dryRun = yield* readDryRun(session);
    const { found, errors } = yield* readTargets(input.positional, session);
    throwAll(errors);
    for (const { object, kind } of found) {
      if (kind.schema.properties?.['spec']?.properties?.['replicas'] === undefined)
        throw clientError(`the server doesn't have a resource scale for ${kind.plural}`);
      const current = input.flag('current-replicas');
      if (current !== undefined && Number(current) !== replicasOf(object))
        throw clientError(`Expected replicas to be ${current}, was ${String(replicasOf(object))}`);
      if (dryRun === 'none')
        session.api.patch(
          keyOf(object, kind, session),
          { spec: { replicas } },
          { fieldValidation: 'Ignore' },
        );
      yield* session.print(`${typeName(kind)}/${object.metadata.name} scaled${dryRunSuffix(dryRun)}\n`);
    }
    return 0;
  },
);

function replicasOf(object: KubeObject): number {
  return Number(at(object.spec, 'replicas') ?? 1);
}
