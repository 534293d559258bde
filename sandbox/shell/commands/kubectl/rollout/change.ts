import { at, isRecord, revisionOf, type KubeObject } from '../../../../kube/index';
import { isoSeconds } from '../../../../lib/calendar';
import type { Command } from '../../../command';
import { completeResources } from '../complete';
import { clientError } from '../failure';
import { fileFlags, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { kubectlVerb, type Session } from '../session';
import { readWorkloads, revisionsOf } from './workload';

interface RolloutChange {
  readonly verb: string;
  readonly summary: string;
  readonly done: string;
  /** The merge patch that makes the change. @throws KubectlError when there is nothing to do */
  readonly patch: (workload: KubeObject, session: Session) => unknown;
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
      for (const { object, kind, title } of yield* readWorkloads(session, `${verb}er`)) {
        session.api.patch(keyOf(object, kind, session), patch(object, session), {
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
    const sets = revisionsOf(workload, session);
    const wanted = Number(session.input.flag('to-revision') ?? 0);
    const set = wanted === 0 ? sets.at(-2) : sets.find((candidate) => revisionOf(candidate) === wanted);
    if (!set)
      throw clientError(
        wanted === 0
          ? `no rollout history found for deployment ${JSON.stringify(workload.metadata.name)}`
          : `unable to find specified revision ${String(wanted)} in history`,
      );
    return { spec: { template: replacing(at(workload.spec, 'template'), templateOf(set)) } };
  },
});

/** Holds changes of the template back. */
export const rolloutPause = rolloutChange({
  verb: 'pause',
  summary: 'Mark the provided resource as paused',
  done: 'paused',
  patch: () => ({ spec: { paused: true } }),
});

/** Lets held changes go. */
export const rolloutResume = rolloutChange({
  verb: 'resume',
  summary: 'Resume a paused resource',
  done: 'resumed',
  patch: () => ({ spec: { paused: null } }),
});

/** The template of a ReplicaSet without the label that tells the sets apart. */
function templateOf(set: KubeObject): unknown {
  const template = at(set.spec, 'template');
  return merged(template, { metadata: { labels: { 'pod-template-hash': undefined } } });
}

function merged(value: unknown, over: unknown): unknown {
  if (!isRecord(value) || !isRecord(over)) return over === undefined ? value : over;
  const result: Record<string, unknown> = { ...value };
  for (const [key, member] of Object.entries(over)) {
    if (member === undefined) Reflect.deleteProperty(result, key);
    else result[key] = merged(result[key], member);
  }
  return result;
}

/** A merge patch that turns `before` into `after`. */
function replacing(before: unknown, after: unknown): unknown {
  if (!isRecord(before) || !isRecord(after)) return after;
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  const kept = Object.entries(after).map(([key, value]) => [key, replacing(before[key], value)] as const);
  return { ...Object.fromEntries(gone.map((key) => [key, null])), ...Object.fromEntries(kept) };
}
