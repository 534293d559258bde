import { at, isRecord } from '../../../../kube/index';
import { isoSeconds } from '../../../../lib/calendar';
import type { Command } from '../../../command';
import { completeResources } from '../complete';
import { clientError } from '../failure';
import { fileFlags, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { kubectlVerb, type Session } from '../session';
import { readWorkloads, revisionsOf, type Workload } from './workload';

interface RolloutChange {
  readonly verb: string;
  readonly summary: string;
  readonly done: string;
  /** The merge patch that makes the change. @throws KubectlError when there is nothing to do */
  readonly patch: (workload: Workload, session: Session) => unknown;
}

function rolloutChange({ verb, summary, done, patch }: RolloutChange): Command {
  return kubectlVerb(
    {
      path: ['kubectl', 'rollout', verb],
      summary,
      usage: `kubectl rollout ${verb} (TYPE NAME | TYPE/NAME)`,
      flags: [
        ...fileFlags,
        selectorFlag,
        {
          long: 'to-revision',
          type: 'number',
          default: '0',
          summary: 'the revision to go back to; 0 is the last one',
        },
        { long: 'field-manager', type: 'string', summary: 'name of the manager of the fields' },
      ],
      arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    },
    function* (session) {
      for (const workload of yield* readWorkloads(session, `${verb}er`)) {
        const { object, kind, title } = workload;
        session.api.patch(keyOf(object, kind, session), patch(workload, session), {
          fieldValidation: 'Ignore',
        });
        yield* session.print(`${title} ${done}\n`);
      }
      return 0;
    },
  );
}

/** Replaces every pod by a new one of the same template. */
export const rolloutRestart = rolloutChange({
  verb: 'restart',
  summary: 'Restart a resource',
  done: 'restarted',
  patch: (_workload, session) => ({
    spec: {
      template: {
        metadata: {
          annotations: { 'kubectl.kubernetes.io/restartedAt': isoSeconds(session.context.world.now()) },
        },
      },
    },
  }),
});

/** Goes back to an earlier template. */
export const rolloutUndo = rolloutChange({
  verb: 'undo',
  summary: 'Undo a previous rollout',
  done: 'rolled back',
  patch: (workload, session) => {
    const { object, kind } = workload;
    const revisions = revisionsOf(workload, session);
    const wanted = Number(session.input.flag('to-revision') ?? 0);
    const revision = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted);
    if (!revision)
      throw clientError(
        wanted === 0
          ? `no rollout history found for ${kind.singular} ${JSON.stringify(object.metadata.name)}`
          : `unable to find specified revision ${String(wanted)} in history`,
      );
    return { spec: { template: replacing(at(object.spec, 'template'), revision.template) } };
  },
});

/** Holds changes of the template back. */
export const rolloutPause = rolloutChange({
  verb: 'pause',
  summary: 'Mark the provided resource as paused',
  done: 'paused',
  patch: (workload) => paused(workload, true, 'pausing'),
});

/** Lets held changes go. */
export const rolloutResume = rolloutChange({
  verb: 'resume',
  summary: 'Resume a paused resource',
  done: 'resumed',
  patch: (workload) => paused(workload, null, 'resuming'),
});

/** Only deployments can be held back. */
function paused({ kind, object }: Workload, value: true | null, doing: string): unknown {
  if (kind.schema.properties?.['spec']?.properties?.['paused'] === undefined)
    throw clientError(`${kind.plural}.${kind.group} "${object.metadata.name}" ${doing} is not supported`);
  return { spec: { paused: value } };
}

/** A merge patch that turns `before` into `after`. */
function replacing(before: unknown, after: unknown): unknown {
  if (!isRecord(before) || !isRecord(after)) return after;
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const kept = Object.entries(after).map(([key, value]) => [key, replacing(before[key], value)] as const);
  return { ...Object.fromEntries(gone.map((key) => [key, null])), ...Object.fromEntries(kept) };
}
