import { defineKind } from '../../kind';
import { struct } from '../../schema/build';
import { roleColumns } from './columns';
import { describeRole } from './describe';
import { RBAC_GROUP } from './group';
import { policyRules } from './schema';
import { validateRole } from './validate-role';

/** What may be done in one namespace; stored, and read by nobody here. */
export const role = defineKind({
  group: RBAC_GROUP,
  versions: ['v1'],
  kind: 'Role',
  plural: 'roles',
  singular: 'role',
  shortNames: [],
  nameFormat: 'path-segment',
  namespaced: true,
  description:
    'A role lists what its holders may do with the objects of its namespace. The sandbox stores it; everybody may do everything here.',
  schema: struct('Role', { rules: policyRules }),
  columns: roleColumns,
  age: false,
  validate: (object) => ({ errors: validateRole(object, true), warnings: [] }),
  describe: describeRole,
});
