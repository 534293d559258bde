import type { Command, Flag } from '../../../command';
import { clientError } from '../failure';
import type { Session } from '../session';
import { generator } from './generators';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

const CLUSTER_ROLE: Flag = { long: 'clusterrole', type: 'string', summary: 'the cluster role' };
const SUBJECTS: readonly Flag[] = [
  { long: 'user', type: 'list', placeholder: 'NAME', summary: 'users who get the role' },
  { long: 'group', type: 'list', placeholder: 'NAME', summary: 'groups that get the role' },
  {
    long: 'serviceaccount',
    type: 'list',
    placeholder: 'NAMESPACE:NAME',
    summary: 'service accounts that get the role',
  },
];

/** `kubectl create rolebinding NAME (--role=… | --clusterrole=…)`. */
export const createRoleBinding: Command = generator({
  path: ['rolebinding'],
  summary: 'Create a role binding for a particular role or cluster role',
  flags: [CLUSTER_ROLE, { long: 'role', type: 'string', summary: 'the role' }, ...SUBJECTS],
  make: (name, session) => {
    const role = session.input.flag('role') ?? '';
    const clusterRole = session.input.flag('clusterrole') ?? '';
    if ((role === '') === (clusterRole === ''))
      throw clientError('exactly one of clusterrole or role must be specified');
    return {
      apiVersion: `${RBAC_GROUP}/v1`,
      kind: 'RoleBinding',
      metadata: { name },
      roleRef: {
        apiGroup: RBAC_GROUP,
        kind: role === '' ? 'ClusterRole' : 'Role',
        name: role || clusterRole,
      },
      subjects: readSubjects(session),
    };
  },
});

/** `kubectl create clusterrolebinding NAME --clusterrole=…`. */
export const createClusterRoleBinding: Command = generator({
  path: ['clusterrolebinding'],
  summary: 'Create a cluster role binding for a particular cluster role',
  flags: [CLUSTER_ROLE, ...SUBJECTS],
  make: (name, session) => {
    const clusterRole = session.input.flag('clusterrole');
    if (clusterRole === undefined) throw clientError('required flag(s) "clusterrole" not set');
    return {
      apiVersion: `${RBAC_GROUP}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name: clusterRole },
      subjects: readSubjects(session),
    };
  },
});

function readSubjects(session: Session): readonly unknown[] {
  const named = (kind: string, flag: string): readonly unknown[] =>
    session.input.list(flag).map((name) => ({ apiGroup: RBAC_GROUP, kind, name }));
  const accounts = session.input.list('serviceaccount').map((text) => {
    const [namespace, name, ...rest] = text.split(':');
    if (!namespace || !name || rest.length > 0)
      throw clientError('serviceaccount must be <namespace>:<name>');
    return { kind: 'ServiceAccount', name, namespace };
  });
  return [...named('User', 'user'), ...named('Group', 'group'), ...accounts];
}
