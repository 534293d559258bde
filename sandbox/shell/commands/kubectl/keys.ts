import type { KindDeclaration, KubeObject, ObjectKey } from '../../../kube/index';
import type { Session } from './session';

/** The key the API server knows an object by. */
export function keyOf(object: KubeObject, kind: KindDeclaration, session: Session): ObjectKey {
  return {
    kind: session.api.kinds.keyOf(kind),
    namespace: kind.namespaced ? (object.metadata.namespace ?? session.namespace) : '',
    name: object.metadata.name,
  };
}
