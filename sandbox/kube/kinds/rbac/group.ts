/** The API group of roles, of bindings, and of the users and groups they name. */
export const RBAC_GROUP = 'rbac.authorization.k8s.io';
