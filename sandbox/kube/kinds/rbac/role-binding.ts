import { defineKind } from '../../kind';
import { struct } from '../../schema/build';
import { bindingColumns } from './columns';
import { withBindingDefaults } from './defaults';
import { describeBinding } from './describe';
import { RBAC_GROUP } from './group';
import { roleRef, subjects } from './schema';
import { validateBinding } from './validate-binding';

/** Who has a role in one namespace; stored, and read by nobody here. */
export const roleBinding = defineKind({
  group: RBAC_GROUP,
  versions: ['v1'],
  kind: 'RoleBinding',
  plural: 'rolebindings',
  singular: 'rolebinding',
  shortNames: [],
  nameFormat: 'path-segment',
  namespaced: true,
  description:
    'A role binding hands a role, or a cluster role for its namespace only, to users, groups and service accounts. The sandbox stores it; everybody may do everything here.',
  schema: struct('RoleBinding', { subjects, roleRef }),
  columns: bindingColumns,
  default: withBindingDefaults,
  validate: (object, context) => ({
    errors: validateBinding(object, context, ['Role', 'ClusterRole']),
    warnings: [],
  }),
  describe: describeBinding,
});
