import type { BackendRef, Destination } from '../api/index';
import { serviceHostname } from '../short-name';
import type { ConversionInput } from './conversion-input';
import { kindOf, kinds, type KindName } from './object-kinds';
import type { Problem } from './problem';

/** The route that refers to a backend. */
export interface BackendOwner {
  readonly kind: KindName;
  readonly namespace: string;
  /** Routes of the mesh need no grant. */
  readonly needsGrant: boolean;
}

/**
 * Where a backend reference leads. A backend that cannot be used leads nowhere, which Envoy answers with 500;
 * without a destination the whole route cannot be made.
 */
export interface Backend {
  readonly destination?: Destination;
  readonly problem?: Problem;
}

const NOWHERE: Destination = { host: '' };
const INFERENCE_POOL = 'inference.networking.k8s.io/InferencePool';

/** Resolves a backend reference (pilot/pkg/config/kube/gateway buildDestination). */
export function toBackend(reference: BackendRef, owner: BackendOwner, input: ConversionInput): Backend {
  const kind = kindOf(reference, kinds.service);
  const { name, port } = reference;
  const namespace = reference.namespace ?? owner.namespace;
  if (owner.needsGrant && namespace !== owner.namespace) {
    if (!input.grants.allows(owner, { kind, namespace, name })) {
      const [, routeKind = ''] = owner.kind.split('/');
      return nowhere(
        'RefNotPermitted',
        `backendRef ${name}/${namespace} not accessible to a ${routeKind} in namespace "${owner.namespace}" (missing a ReferenceGrant?)`,
      );
    }
  }
  const found = findHost(kind, reference, namespace, input);
  if (typeof found !== 'string') return found;
  if (port === undefined) return impossible('port is required in backendRef');
  const destination = { host: found, port: { number: port } };
  if (exists(kind, found, name, namespace, input)) return { destination };
  return { destination, problem: { reason: 'BackendNotFound', message: `backend(${found}) not found` } };
}

function findHost(
  kind: KindName,
  { name, group = '', kind: written = '', namespace: writtenNamespace }: BackendRef,
  namespace: string,
  input: ConversionInput,
): string | Backend {
  switch (kind) {
    case kinds.service:
      if (name.includes('.'))
        return impossible('service name invalid; the name of the Service must be used, not the hostname.');
      return serviceHostname(name, namespace, input.clusterDomain);
    case kinds.serviceImport:
      return serviceHostname(name, namespace, input.clusterDomain);
    case kinds.hostname:
      if (writtenNamespace !== undefined) return impossible('namespace may not be set with Hostname type');
      return name;
    case INFERENCE_POOL:
      return nowhere(
        'InvalidKind',
        'InferencePool is not enabled. To enable, set ENABLE_GATEWAY_API_INFERENCE_EXTENSION to true in istiod',
      );
    default:
      return nowhere(
        'InvalidKind',
        `referencing unsupported backendRef: group ${JSON.stringify(group)} kind ${JSON.stringify(written)}`,
      );
  }
}

function exists(
  kind: KindName,
  hostname: string,
  name: string,
  namespace: string,
  input: ConversionInput,
): boolean {
  if (kind === kinds.hostname) return input.registry.named(hostname).has(namespace);
  return input.services.has(`${namespace}/${name}`);
}

function nowhere(reason: string, message: string): Backend {
  return { destination: NOWHERE, problem: { reason, message } };
}

function impossible(message: string): Backend {
  return { problem: { reason: 'InvalidDestination', message } };
}
