import type { KubeObject } from '../../object';
import { record, records } from '../../read';
import { RBAC_GROUP } from './group';

/** Fills in the group of the role, and of users and groups. */
export function withBindingDefaults(object: KubeObject): KubeObject {
  const subjects = object['subjects'];
  return {
    ...object,
    roleRef: { apiGroup: RBAC_GROUP, ...record(object['roleRef']) },
    ...(Array.isArray(subjects)
      ? {
          subjects: records(subjects).map((subject) =>
            subject['kind'] === 'User' || subject['kind'] === 'Group'
              ? { apiGroup: RBAC_GROUP, ...subject }
              : subject,
          ),
        }
      : {}),
  };
}
