import { recordEvent } from '../../events';
import { sameJson } from '../../freeze';
import { desiredReplicas, statusCount } from '../../kinds/workload-columns';
import type { KubeObject } from '../../object';
import { at, record, stringMap } from '../../read';
import type { Controller, ControllerContext } from '../controller';
import { controllerReference, keyOfObject, ownedBy, ownersOfChange } from '../owned';
import { templateHash } from '../template-hash';
import { nextScales, rolloutBudget } from './rollout';
import { writeStatus } from './status';

const HASH_LABEL = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';

/** Makes a ReplicaSet per template of a Deployment and moves the replicas to the newest. */
export const deploymentController: Controller = {
  name: 'deployment',
  affected: (event) => ownersOfChange(event, 'Deployment', 'ReplicaSet'),
  reconcile: (key, context) => {
    const { api } = context;
    const deployment = api.get(key);
    if (!deployment) return;
    const sets = ownedBy(deployment, 'ReplicaSet', api);
    const paused = at(deployment.spec, 'paused') === true;
    const found = sets.find((set) => usesTemplate(set, deployment));
    const newest = found ?? (paused ? undefined : createSet(deployment, sets, context));
    if (newest) {
      const old = sets.filter((set) => set !== newest).sort(byRevision);
      markRevision(deployment, newest, old, context);
      for (const { set, replicas } of nextScales(deployment, newest, old)) {
        tellScaled(deployment, set, desiredReplicas(set), replicas, context);
        api.patch(keyOfObject(set), { spec: { replicas } }, { fieldValidation: 'Ignore' });
      }
      dropHistory(deployment, old, context);
    }
    writeStatus(deployment, newest?.metadata.name, context);
  },
};

/** The revision number a ReplicaSet or Deployment carries. */
export function revisionOf(object: KubeObject): number {
  return Number(object.metadata.annotations?.[REVISION] ?? 0);
}

function byRevision(a: KubeObject, b: KubeObject): number {
  return revisionOf(a) - revisionOf(b);
}

function usesTemplate(set: KubeObject, deployment: KubeObject): boolean {
  const template = record(at(set.spec, 'template'));
  const metadata = record(template['metadata']);
  const { [HASH_LABEL]: _hash, ...labels } = record(metadata['labels']);
  return sameJson({ ...template, metadata: { ...metadata, labels } }, at(deployment.spec, 'template'));
}

function createSet(
  deployment: KubeObject,
  sets: readonly KubeObject[],
  context: ControllerContext,
): KubeObject {
  const { api } = context;
  const { name, namespace = '' } = deployment.metadata;
  const template = record(at(deployment.spec, 'template'));
  const isTaken = (hash: string): boolean =>
    api.get({ kind: 'ReplicaSet', namespace, name: `${name}-${hash}` }) !== undefined;
  const hash = templateHash(template, isTaken);
  const metadata = record(template['metadata']);
  const labels = { ...stringMap(metadata['labels']), [HASH_LABEL]: hash };
  const selector = record(at(deployment.spec, 'selector'));
  const oldTotal = sets.reduce((total, set) => total + desiredReplicas(set), 0);
  const replicas = Math.max(
    0,
    Math.min(
      desiredReplicas(deployment),
      desiredReplicas(deployment) + rolloutBudget(deployment).surge - oldTotal,
    ),
  );
  const recreating = at(deployment.spec, 'strategy', 'type') === 'Recreate' && oldTotal > 0;
  const { object: set } = api.create(
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels,
        annotations: {
          'deployment.kubernetes.io/desired-replicas': String(desiredReplicas(deployment)),
          'deployment.kubernetes.io/max-replicas': String(
            desiredReplicas(deployment) + rolloutBudget(deployment).surge,
          ),
          [REVISION]: String(Math.max(0, ...sets.map(revisionOf)) + 1),
        },
        ownerReferences: [controllerReference(deployment, api)],
      },
      spec: {
        replicas: recreating ? 0 : replicas,
        selector: { ...selector, matchLabels: { ...stringMap(selector['matchLabels']), [HASH_LABEL]: hash } },
        template: { ...template, metadata: { ...metadata, labels } },
      },
    },
    { fieldValidation: 'Ignore' },
  );
  tellScaled(deployment, set, 0, desiredReplicas(set), context);
  return set;
}

function tellScaled(
  deployment: KubeObject,
  set: KubeObject,
  from: number,
  to: number,
  { api, now }: ControllerContext,
): void {
  if (from === to) return;
  const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${set.metadata.name} from ${String(from)} to ${String(to)}`;
  recordEvent(api, now(), deployment, {
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message,
    component: 'deployment-controller',
  });
}

/** Going back to an old template makes its set the newest revision. */
function markRevision(
  deployment: KubeObject,
  newest: KubeObject,
  old: readonly KubeObject[],
  { api }: ControllerContext,
): void {
  const highest = Math.max(0, ...old.map(revisionOf));
  const revision = revisionOf(newest) > highest ? revisionOf(newest) : highest + 1;
  for (const object of [newest, deployment])
    if (revisionOf(object) !== revision)
      api.patch(
        keyOfObject(object),
        { metadata: { annotations: { [REVISION]: String(revision) } } },
        { fieldValidation: 'Ignore' },
      );
}

function dropHistory(deployment: KubeObject, old: readonly KubeObject[], { api }: ControllerContext): void {
  const limit = at(deployment.spec, 'revisionHistoryLimit');
  const empty = old.filter((set) => desiredReplicas(set) === 0 && statusCount(set, 'replicas') === 0);
  const surplus = empty.length - (typeof limit === 'number' ? limit : 10);
  for (const set of empty.slice(0, Math.max(0, surplus))) api.delete(keyOfObject(set));
}
