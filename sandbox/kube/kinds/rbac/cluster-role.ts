import { defineKind } from '../../kind';
import { list, struct } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { roleColumns } from './columns';
import { describeRole } from './describe';
import { RBAC_GROUP } from './group';
import { policyRules } from './schema';
import { validateRole } from './validate-role';

/** What may be done in the whole cluster; stored, and read by nobody here. */
export const clusterRole = defineKind({
  group: RBAC_GROUP,
  versions: ['v1'],
  kind: 'ClusterRole',
  plural: 'clusterroles',
  singular: 'clusterrole',
  shortNames: [],
  nameFormat: 'path-segment',
  namespaced: false,
  description:
    'A cluster role lists what its holders may do in all namespaces and with what belongs to none. The sandbox stores it; everybody may do everything here.',
  schema: struct('ClusterRole', {
    rules: policyRules,
    aggregationRule: struct(
      'AggregationRule',
      {
        clusterRoleSelectors: {
          ...list(labelSelector, 'Cluster roles whose rules become part of this one.'),
          unsupported: 'roles are stored and read by nobody, so none is put together.',
        },
      },
      'Puts the role together from others.',
    ),
  }),
  columns: roleColumns,
  age: false,
  validate: (object) => ({ errors: validateRole(object, false), warnings: [] }),
  describe: describeRole,
});
