import { formatTable } from '../../../../lib/table';
import { printYaml } from '../../../../lib/yaml/index';
import { completeResources } from '../complete';
import { clientError } from '../failure';
import { fileFlags, selectorFlag } from '../flags';
import { kubectlVerb } from '../session';
import { readWorkloads, revisionsOf } from './workload';

/** Lists the templates a deployment had. */
export const rolloutHistory = kubectlVerb(
  {
    path: ['kubectl', 'rollout', 'history'],
    summary: 'View rollout history',
    usage: 'kubectl rollout history (TYPE NAME | TYPE/NAME) [flags]',
    flags: [
      ...fileFlags,
      selectorFlag,
      { long: 'revision', type: 'number', default: '0', summary: 'show one revision in detail' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
  },
  function* (session) {
    for (const workload of yield* readWorkloads(session, 'history viewer')) {
      const { title } = workload;
      const revisions = revisionsOf(workload, session);
      const wanted = Number(session.input.flag('revision') ?? 0);
      if (wanted === 0) {
        const rows = revisions.map(({ number, cause }) => [String(number), cause]);
        yield* session.print(
          `${title} \n${formatTable([['REVISION', 'CHANGE-CAUSE'], ...rows], { minWidth: 0, padding: 2 })}\n`,
        );
        continue;
      }
      const revision = revisions.find(({ number }) => number === wanted);
      if (!revision) throw clientError('unable to find the specified revision');
      yield* session.print(
        `${title} with revision #${String(wanted)}\nPod Template:\n${printYaml(revision.template).replace(/^(?=.)/gm, '  ')}\n`,
      );
    }
    return 0;
  },
);
