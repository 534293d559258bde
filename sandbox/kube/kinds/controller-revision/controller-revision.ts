import { defineKind } from '../../kind';
import { number } from '../../read';
import { int64, opaque, struct } from '../../schema/build';

/** A template that a stateful or daemon set had, kept so that pods can be told apart and rolled back. */
export const controllerRevision = defineKind({
  group: 'apps',
  versions: ['v1'],
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  shortNames: [],
  namespaced: true,
  description: 'A controller revision keeps a template that a stateful set or daemon set has or had.',
  schema: struct('ControllerRevision', {
    data: opaque('The template.'),
    revision: int64('Grows with every change of the template.'),
  }),
  columns: [
    {
      name: 'CONTROLLER',
      value: ({ metadata }) => {
        const owner = metadata.ownerReferences?.find((reference) => reference.controller === true);
        if (owner === undefined) return '<none>';
        const [group = ''] = owner.apiVersion.split('/');
        return `${owner.kind.toLowerCase()}.${group}/${owner.name}`;
      },
    },
    { name: 'REVISION', value: (object) => String(number(object['revision'])) },
  ],
});
