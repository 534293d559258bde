import { sameJson, type KubeObject, type WatchEvent } from '../../kube/index';
import { isIstiodDeployment } from './istiod-environment';

/** Kinds whose changes may change a proxy's configuration. */
const KINDS = new Set([
  'Service',
  'EndpointSlice',
  'Pod',
  'Gateway',
  'VirtualService',
  'DestinationRule',
  'ServiceEntry',
  'WorkloadEntry',
  'Sidecar',
  'Telemetry',
  'PeerAuthentication',
  'RequestAuthentication',
  'AuthorizationPolicy',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'GatewayClass',
  'ListenerSet',
  'ReferenceGrant',
  'BackendTLSPolicy',
  'XBackendTrafficPolicy',
  'Namespace',
  'Secret',
  'ConfigMap',
  'Ingress',
  'IngressClass',
  'Secret',
]);

/** True when an event can change what proxies get; status writes and mere resource versions cannot. */
export function isRelevant(event: WatchEvent): boolean {
  if (!KINDS.has(event.object.kind) && !isIstiodDeployment(event.object)) return false;
  if (event.type !== 'MODIFIED' || event.old === undefined) return true;
  return !sameJson(inputsOf(event.object), inputsOf(event.old));
}

function inputsOf(object: KubeObject): unknown {
  const { metadata, status, kind, ...rest } = object;
  const { labels, annotations } = metadata;
  if (kind === 'Service') return { ...rest, status, labels, annotations };
  if (kind === 'Pod') {
    const { podIP, phase } = (status ?? {}) as { readonly podIP?: string; readonly phase?: string };
    return { labels, podIP, ended: phase === 'Succeeded' || phase === 'Failed' };
  }
  return { ...rest, labels, annotations };
}
