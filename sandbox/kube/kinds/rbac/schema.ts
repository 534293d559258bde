import type { Schema } from '../../schema';
import { list, struct, text } from '../../schema/build';

/** What the holder of a role may do. */
export const policyRules: Schema = list(
  struct('PolicyRule', {
    verbs: list(text(), 'get, list, watch, create, update, patch, delete ..., or * for all.'),
    apiGroups: list(text(), 'API groups of the resources; an empty text is the core group.'),
    resources: list(text(), 'Plurals such as pods or pods/log, or * for all.'),
    resourceNames: list(text(), 'Only objects with these names; all when empty.'),
    nonResourceURLs: list(text(), 'Paths of the server that are no resources, such as /metrics.'),
  }),
  'What may be done, one sentence per rule; a rule only ever allows.',
);

/** The role that a binding hands out. */
export const roleRef: Schema = struct(
  'RoleRef',
  {
    apiGroup: text('rbac.authorization.k8s.io.'),
    kind: text('Role or ClusterRole.'),
    name: text('Name of the role.'),
  },
  'The role that is handed out; cannot be changed.',
);

/** Who gets the role. */
export const subjects: Schema = list(
  struct('Subject', {
    kind: text('User, Group or ServiceAccount.'),
    apiGroup: text('rbac.authorization.k8s.io for users and groups, empty for service accounts.'),
    name: text('Name of the user, group or account.'),
    namespace: text('Namespace of the service account.'),
  }),
  'Who gets the role.',
);
