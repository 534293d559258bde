import { withMetadata } from '../freeze';
import type { ApiServer } from '../api';
import type { KubeObject, ObjectMeta } from '../object';
import { record, stringMap } from '../read';
import { controllerReference } from './owned';

/** A pod of a template, controlled by the workload that makes it. @param named what tells it from its siblings */
export function podOfTemplate(
  owner: KubeObject,
  template: unknown,
  named: Pick<ObjectMeta, 'name' | 'generateName' | 'labels'>,
  api: ApiServer,
): KubeObject {
  const { metadata, spec } = record(template);
  const { labels, annotations } = record(metadata);
  const given = stringMap(annotations);
  const pod: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: named.name }, spec };
  return withMetadata(pod, {
    ...named,
    labels: { ...stringMap(labels), ...named.labels },
    ...(owner.metadata.namespace === undefined ? {} : { namespace: owner.metadata.namespace }),
    ...(Object.keys(given).length > 0 ? { annotations: given } : {}),
    ownerReferences: [controllerReference(owner, api)],
  });
}
