import {
  at,
  record,
  revisionOf,
  templateOfRevision,
  type KindDeclaration,
  type KubeObject,
} from '../../../../kube/index';
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
    const { strategy, updateStrategy } = kind.schema.properties?.['spec']?.properties ?? {};
    if (strategy === undefined && updateStrategy === undefined)
      throw clientError(`no ${action} has been implemented for ${JSON.stringify(kind.kind)}`);
    return { object, kind, title: `${typeName(kind)}/${object.metadata.name}` };
  });
}

/** A template that a workload has or had. */
export interface Revision {
  readonly number: number;
  readonly cause: string;
  readonly template: unknown;
}

/** The templates of a workload, oldest first: a deployment keeps them in ReplicaSets, other sets in ControllerRevisions. */
export function revisionsOf({ object, kind }: Workload, session: Session): readonly Revision[] {
  const ofDeployment = kind.kind === 'Deployment';
  return session.api
    .list(ofDeployment ? 'ReplicaSet' : 'ControllerRevision', object.metadata.namespace)
    .filter(
      ({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === object.metadata.uid) === true,
    )
    .map((keeper) => ({
      number: ofDeployment ? revisionOf(keeper) : Number(keeper['revision']),
      cause: keeper.metadata.annotations?.['kubernetes.io/change-cause'] ?? '<none>',
      template: ofDeployment ? withoutHash(at(keeper.spec, 'template')) : templateOfRevision(keeper),
    }))
    .sort((a, b) => a.number - b.number);
}

/** The template of a ReplicaSet without the label that tells the sets apart. */
function withoutHash(template: unknown): unknown {
  const { metadata, ...rest } = record(template);
  const { labels, ...others } = record(metadata);
  const { 'pod-template-hash': _, ...own } = record(labels);
  return { ...rest, metadata: { ...others, labels: own } };
}
