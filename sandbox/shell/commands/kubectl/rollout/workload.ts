import { revisionOf, type KindDeclaration, type KubeObject } from '../../../../kube/index';
import { clientError } from '../failure';
import { typeName } from '../resources';
import type { Session } from '../session';
import { readTargets } from '../targets';
import type { Process } from '../../../../sim/index';

export interface Workload {
  readonly object: KubeObject;
  readonly kind: KindDeclaration;
  /** `deployment.apps/web`. */
  readonly title: string;
}

/** The workloads a rollout verb works on: kinds that have a pod template and a strategy. */
export function* readWorkloads(session: Session, action: string): Process<readonly Workload[]> {
  const { positional } = session.input;
  if (positional.length === 0 && session.input.list('filename').length === 0)
    throw clientError('required resource not specified');
  const words = positional.length === 1 && !(positional[0] ?? '').includes('/') ? undefined : positional;
  const { found, errors } = words
    ? yield* readTargets(words, session)
    : { found: [], errors: [clientError('required resource not specified')] };
  if (errors[0]) throw errors[0];
  return found.map(({ object, kind }) => {
    const strategic = kind.schema.properties?.['spec']?.properties?.['strategy'] !== undefined;
    if (!strategic) throw clientError(`no ${action} has been implemented for ${JSON.stringify(kind.kind)}`);
    return { object, kind, title: `${typeName(kind)}/${object.metadata.name}` };
  });
}

/** The ReplicaSets of a deployment by revision, oldest first. */
export function revisionsOf(workload: KubeObject, session: Session): readonly KubeObject[] {
  return session.api
    .list('ReplicaSet', workload.metadata.namespace)
    .filter(
      ({ metadata }) =>
        metadata.ownerReferences?.some((owner) => owner.uid === workload.metadata.uid) === true,
    )
    .sort((a, b) => revisionOf(a) - revisionOf(b));
}
