import { sameJson } from '../freeze';
import type { KubeObject } from '../object';
import { at, number, record, stringMap } from '../read';
import type { ControllerContext } from './controller';
import { controllerReference, keyOfObject, ownedBy } from './owned';
import { templateHash } from './template-hash';

/** The templates that a stateful or daemon set has had, oldest first. */
export function revisionsOf(
  owner: KubeObject,
  { api }: Pick<ControllerContext, 'api'>,
): readonly KubeObject[] {
  return [...ownedBy(owner, 'ControllerRevision', api)].sort(
    (a, b) => number(a['revision']) - number(b['revision']),
  );
}

/** The template that a revision keeps. */
export function templateOfRevision(revision: KubeObject): unknown {
  const { $patch: _, ...template } = record(at(revision.data, 'spec', 'template'));
  return template;
}

/** The revision of the present template, made when there is none; an old one that is taken again becomes the newest. */
export function presentRevision(owner: KubeObject, context: ControllerContext): KubeObject {
  const { api } = context;
  const template = at(owner.spec, 'template');
  const known = revisionsOf(owner, context);
  const next = number(known.at(-1)?.['revision']) + 1;
  const found = known.find((revision) => sameJson(templateOfRevision(revision), template));
  if (found === undefined) return create(owner, template, next, context);
  if (found === known.at(-1)) return found;
  return api.patch(keyOfObject(found), { revision: next }, { fieldValidation: 'Ignore' }).object;
}

function create(
  owner: KubeObject,
  template: unknown,
  revision: number,
  { api }: ControllerContext,
): KubeObject {
  const { name, namespace = '', annotations } = owner.metadata;
  const isTaken = (hash: string): boolean =>
    api.get({ kind: 'ControllerRevision', namespace, name: `${name}-${hash}` }) !== undefined;
  const hash = templateHash(template, isTaken);
  const cause = annotations?.['kubernetes.io/change-cause'];
  const labels = {
    ...stringMap(at(template, 'metadata', 'labels')),
    'controller.kubernetes.io/hash': hash,
  };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      ...(cause === undefined ? {} : { annotations: { 'kubernetes.io/change-cause': cause } }),
      ownerReferences: [controllerReference(owner, api)],
    },
    data: { spec: { template: { ...record(template), $patch: 'replace' } } },
    revision,
  };
  return api.create(object as unknown as KubeObject, { fieldValidation: 'Ignore' }).object;
}

/** Forgets the oldest templates that no pod has any more. @param used names of revisions that are still needed */
export function dropRevisions(
  owner: KubeObject,
  used: ReadonlySet<string>,
  context: ControllerContext,
): void {
  const limit = at(owner.spec, 'revisionHistoryLimit');
  const unused = revisionsOf(owner, context).filter(({ metadata }) => !used.has(metadata.name));
  const surplus = unused.length - (typeof limit === 'number' ? limit : 10);
  for (const revision of unused.slice(0, Math.max(0, surplus))) context.api.delete(keyOfObject(revision));
}
