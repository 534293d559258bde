import type { KubeObject } from '../../../sandbox/kube/index';
import { compact } from './vocabulary';

const groups: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'security.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  Service: 'v1',
  Pod: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
};

/** An object of `default`, or of another namespace when the metadata says so. */
export function object(
  kind: string,
  metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  },
  fields: object,
): KubeObject {
  return {
    apiVersion: groups[kind] ?? 'networking.istio.io/v1',
    kind,
    metadata: { namespace: 'default', ...metadata },
    ...fields,
  };
}

export interface ServicePods {
  readonly name: string;
  readonly clusterIP: string;
  readonly port: number;
  readonly targetPort: number;
  readonly portName?: string;
  /** Address → version. */
  readonly pods: Readonly<Record<string, string>>;
  /** Whether the pods have sidecars. */
  readonly injected?: boolean;
}

/** A Service with its pods and endpoints. */
export function serviceWithPods(service: ServicePods): KubeObject[] {
  const { name, clusterIP, port, targetPort, portName = 'http', pods, injected = false } = service;
  const labels = { app: name };
  const tls: Readonly<Record<string, string>> = injected ? { 'security.istio.io/tlsMode': 'istio' } : {};
  return [
    object(
      'Service',
      { name },
      { spec: { clusterIP, selector: labels, ports: [{ name: portName, port, targetPort }] } },
    ),
    object(
      'EndpointSlice',
      { name, labels: { 'kubernetes.io/service-name': name } },
      {
        ports: [{ name: portName, port: targetPort }],
        endpoints: Object.keys(pods).map((ip) => ({ addresses: [ip] })),
      },
    ),
    ...Object.entries(pods).map(([ip, version], index) =>
      object(
        'Pod',
        { name: `${name}-${String(index)}`, labels: { ...labels, version, ...tls } },
        { spec: compact({ serviceAccountName: name, containers: [] }), status: { podIP: ip } },
      ),
    ),
  ];
}
