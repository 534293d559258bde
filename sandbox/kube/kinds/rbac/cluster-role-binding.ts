import { defineKind } from '../../kind';
import { struct } from '../../schema/build';
import { bindingColumns } from './columns';
import { withBindingDefaults } from './defaults';
import { describeBinding } from './describe';
import { RBAC_GROUP } from './group';
import { roleRef, subjects } from './schema';
import { validateBinding } from './validate-binding';

/** Who has a cluster role everywhere; stored, and read by nobody here. */
export const clusterRoleBinding = defineKind({
  group: RBAC_GROUP,
  versions: ['v1'],
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  singular: 'clusterrolebinding',
  shortNames: [],
  nameFormat: 'path-segment',
  namespaced: false,
  description:
    'A cluster role binding hands a cluster role for all namespaces to users, groups and service accounts. The sandbox stores it; everybody may do everything here.',
  schema: struct('ClusterRoleBinding', { subjects, roleRef }),
  columns: bindingColumns,
  default: withBindingDefaults,
  validate: (object, context) => ({
    errors: validateBinding(object, context, ['ClusterRole']),
    warnings: [],
  }),
  describe: describeBinding,
});
