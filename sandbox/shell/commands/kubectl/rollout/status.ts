import { sleep } from '../../../../sim/index';
import { parseGoDuration } from '../duration';
import { completeResources } from '../complete';
import { clientError } from '../failure';
import { fileFlags, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { kubectlVerb } from '../session';
import { progressOf } from './progress';
import { readWorkloads } from './workload';

const POLL_MS = 100;

/** Waits until a rollout is complete (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_status/). */
export const rolloutStatus = kubectlVerb(
  {
    path: ['kubectl', 'rollout', 'status'],
    summary: 'Show the status of the rollout',
    usage: 'kubectl rollout status (TYPE NAME | TYPE/NAME) [flags]',
    flags: [
      ...fileFlags,
      selectorFlag,
      { long: 'watch', short: 'w', type: 'switch', default: 'true', summary: 'wait for the end' },
      {
        long: 'timeout',
        type: 'string',
        placeholder: 'DURATION',
        summary: 'how long to wait; 0 is for ever',
      },
      { long: 'revision', type: 'number', summary: 'the revision to look at' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    examples: [],
  },
  function* (session) {
    const limitMs = parseGoDuration(session.input.flag('timeout') ?? '0') ?? 0;
    for (const workload of yield* readWorkloads(session, 'status viewer')) {
      const startMs = session.context.world.kernel.nowMs;
      let last = '';
      for (;;) {
        const object = session.api.get(keyOf(workload.object, workload.kind, session));
        if (!object) throw clientError('object has been deleted');
        const progress = progressOf(object, workload.kind.kind);
        if (progress.text !== last) yield* session.print(progress.text);
        last = progress.text;
        if (progress.done || session.input.flag('watch') === 'false') break;
        if (limitMs > 0 && session.context.world.kernel.nowMs - startMs >= limitMs)
          throw clientError('timed out waiting for the condition');
        yield* sleep(POLL_MS);
      }
    }
    return 0;
  },
);
