import { at, records, string, type KubeObject } from '../../../../kube/index';
import { sleep, type Process } from '../../../../sim/index';
import { parseGoDuration } from '../duration';
import { completeResources } from '../complete';
import { clientError, KubectlError } from '../failure';
import { allFlag, allNamespacesFlag, fileFlags, outputFlag, selectorFlag } from '../flags';
import { keyOf } from '../keys';
import { jsonPathValues, resultText } from '../print/jsonpath';
import { NOTHING_GIVEN, throwAll, typeName, type Found } from '../resources';
import { kubectlVerb, type Session } from '../session';
import { readTargets } from '../targets';

const POLL_MS = 100;

/** Waits until objects are in a state (https://kubernetes.io/docs/reference/kubectl/generated/kubectl_wait/). */
export const wait = kubectlVerb(
  {
    path: ['kubectl', 'wait'],
    summary: 'Wait for a specific condition on one or many resources',
    usage:
      "kubectl wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
    flags: [
      ...fileFlags,
      allFlag,
      allNamespacesFlag,
      selectorFlag,
      outputFlag,
      {
        long: 'for',
        type: 'list',
        placeholder: 'CONDITION',
        summary: 'condition=ready, delete, jsonpath={…}=…',
      },
      {
        long: 'timeout',
        type: 'string',
        default: '30s',
        placeholder: 'DURATION',
        summary: 'how long to wait',
      },
      { long: 'field-selector', type: 'string', summary: 'fields the objects must have' },
    ],
    arguments: [{ name: 'resource', repeated: true, complete: completeResources }],
    examples: [],
  },
  function* (session) {
    const { input } = session;
    if (input.positional.length === 0 && input.list('filename').length === 0)
      throw new KubectlError(NOTHING_GIVEN);
    const goal = readGoal(input.list('for'));
    const limitMs = parseGoDuration(input.flag('timeout') ?? '30s');
    if (limitMs === undefined)
      throw clientError(`invalid argument ${JSON.stringify(input.flag('timeout'))} for "--timeout" flag`);
    const { found, errors } = yield* readTargets(input.positional, session);
    if (!goal.forDelete) throwAll(errors);
    else throwAll(errors.filter((error) => !error.message.includes('(NotFound)')));
    if (found.length === 0 && !goal.forDelete) throw clientError('no matching resources found');
    const failures: KubectlError[] = [];
    for (const one of found) {
      if (yield* reaches(one, goal, limitMs, session))
        yield* session.print(`${typeName(one.kind)}/${one.object.metadata.name} ${goal.done}\n`);
      else
        failures.push(
          clientError(
            `timed out waiting for the condition on ${one.kind.plural}/${one.object.metadata.name}`,
          ),
        );
    }
    throwAll(failures);
    return 0;
  },
);

interface Goal {
  readonly forDelete: boolean;
  readonly done: string;
  /** @param object undefined when it does not exist (any more) */
  reached(object: KubeObject | undefined): boolean;
}

function readGoal(conditions: readonly string[]): Goal {
  const [typed] = conditions;
  if (typed === undefined) throw clientError('unrecognized condition: []');
  if (typed.toLowerCase() === 'delete')
    return { forDelete: true, done: 'deleted', reached: (object) => object === undefined };
  if (typed.toLowerCase() === 'create')
    return { forDelete: false, done: 'condition met', reached: (object) => object !== undefined };
  if (typed.startsWith('condition=')) return conditionGoal(typed.slice('condition='.length));
  if (typed.startsWith('jsonpath=')) return jsonPathGoal(typed.slice('jsonpath='.length));
  throw clientError(`unrecognized condition: ${JSON.stringify(typed)}`);
}

function conditionGoal(text: string): Goal {
  const [type = '', wanted = 'true'] = text.split('=');
  return {
    forDelete: false,
    done: 'condition met',
    reached: (object) =>
      records(at(object?.status, 'conditions')).some(
        (condition) =>
          string(condition['type']).toLowerCase() === type.toLowerCase() &&
          string(condition['status']).toLowerCase() === wanted.toLowerCase(),
      ),
  };
}

function jsonPathGoal(text: string): Goal {
  const match = /^'?(\{.*\})'?(?:=(.*))?$/s.exec(text);
  const [, path, wanted] = match ?? [];
  if (path === undefined)
    throw clientError(
      `jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'`,
    );
  const values = jsonPathValues(path);
  return {
    forDelete: false,
    done: 'condition met',
    reached: (object) => {
      const found = values(object);
      if (found.length === 0) return false;
      return (
        wanted === undefined ||
        found.every((value) => resultText(value) === wanted.replace(/^["'](.*)["']$/, '$1'))
      );
    },
  };
}

function* reaches({ object, kind }: Found, goal: Goal, limitMs: number, session: Session): Process<boolean> {
  const { kernel } = session.context.world;
  const deadline = kernel.nowMs + limitMs;
  const key = keyOf(object, kind, session);
  for (;;) {
    if (goal.reached(session.api.get(key))) return true;
    if (kernel.nowMs >= deadline && limitMs >= 0) return false;
    yield* sleep(Math.min(POLL_MS, Math.max(1, deadline - kernel.nowMs)));
  }
}
