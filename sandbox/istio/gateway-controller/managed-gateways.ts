import { ApiError, sameJson, type ApiServer, type KubeObject } from '../../kube/index';
import { coalesced, type Kernel } from '../../sim/index';
import { builtinClasses, findManagedGateways } from '../discovery/index';
import { managedObjects } from './managed-objects';

/** Virtual milliseconds between a change and the controller's answer to it. */
const REACTION_MS = 5;
const GATEWAY_API = 'gateway.networking.k8s.io';
/** Classes of the default profile; those for waypoints come with the ambient profile. */
const CREATED_CLASSES: readonly string[] = ['istio', 'istio-remote'];
const TRIGGERS: ReadonlySet<string> = new Set(['Gateway', 'GatewayClass', 'ListenerSet', 'Namespace']);

/**
 * Creates Istio's GatewayClasses, and what is made for each Gateway that istiod runs itself
 * (pilot/pkg/config/kube/gatewaycommon deploymentcontroller.go). Does nothing where Gateway API is not installed.
 */
export function startManagedGateways({ api, kernel }: { api: ApiServer; kernel: Kernel }): void {
  if (api.kinds.byKind(`${GATEWAY_API}/v1`, 'GatewayClass') === undefined) return;
  const made = new Map<string, readonly KubeObject[]>();
  const trigger = coalesced(kernel, REACTION_MS, () => {
    createClasses(api);
    reconcile(api, made);
  });
  api.watch(({ object }) => {
    if (TRIGGERS.has(object.kind)) trigger();
  });
  trigger();
}

/** A class that is gone comes back; one that was changed stays as it is. */
function createClasses(api: ApiServer): void {
  for (const name of CREATED_CLASSES) {
    const info = builtinClasses[name];
    if (info === undefined || api.get({ kind: 'GatewayClass', namespace: '', name })) continue;
    const { controller, description } = info;
    api.create(
      {
        apiVersion: `${GATEWAY_API}/v1`,
        kind: 'GatewayClass',
        metadata: { name },
        spec: { controllerName: controller, description },
      },
      { fieldValidation: 'Ignore' },
    );
  }
}

function reconcile(api: ApiServer, made: Map<string, readonly KubeObject[]>): void {
  for (const managed of findManagedGateways(api)) {
    const wanted = managedObjects(managed);
    if (sameJson(made.get(managed.uid), wanted)) continue;
    made.set(managed.uid, wanted);
    for (const object of wanted) apply(api, object);
  }
}

/** A refused write is the object's problem; the next change of the Gateway tries again. */
function apply(api: ApiServer, object: KubeObject): void {
  const { namespace = '', name } = object.metadata;
  const key = { kind: object.kind, namespace, name };
  try {
    if (api.get(key) === undefined) api.create(object, { fieldValidation: 'Ignore' });
    else api.patch(key, object, { fieldValidation: 'Ignore' });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
