import type { ProxyConfig } from '../../../sandbox/envoy/config/index';
import { takeSnapshot, translate, type MeshConfig, type ProxyNodeInfo } from '../../../sandbox/istio/index';
import type { Features } from '../../../sandbox/istio/discovery/features';
import type { KubeObject, ManifestSource } from '../../../sandbox/kube/index';
import { parseYaml } from '../../../sandbox/lib/yaml/index';

/** A manifest's objects with the places they were written at. */
export interface Manifest {
  readonly objects: readonly KubeObject[];
  sourceOf(object: KubeObject): ManifestSource | undefined;
}

/** Reads YAML; what names no namespace lives in `default`. */
export function manifest(text: string, file = 'mesh.yaml'): Manifest {
  const sources = new Map<string, ManifestSource>();
  const objects = parseYaml(text, { file }).documents.map(({ value, source }) => {
    const object = value as KubeObject;
    const namespace = object.metadata.namespace ?? 'default';
    sources.set(`${object.kind}/${namespace}/${object.metadata.name}`, source);
    return { ...object, metadata: { ...object.metadata, namespace } };
  });
  return {
    objects,
    sourceOf: ({ kind, metadata: { namespace = '', name } }) => sources.get(`${kind}/${namespace}/${name}`),
  };
}

/** The configuration a proxy gets from a manifest. */
export function configOf(
  text: string | Manifest,
  proxy: ProxyNodeInfo,
  meshConfig: Partial<MeshConfig> = {},
  features: Partial<Features> = {},
): ProxyConfig {
  const mesh = typeof text === 'string' ? manifest(text) : text;
  const snapshot = takeSnapshot({
    list: (kind) => mesh.objects.filter((object) => object.kind === kind),
    sourceOf: (object) => mesh.sourceOf(object),
    meshConfig,
    features,
  });
  return translate(snapshot, proxy);
}

/** A pod of `default` with a sidecar. */
export function sidecar(overrides: Partial<ProxyNodeInfo> = {}): ProxyNodeInfo {
  const namespace = overrides.namespace ?? 'default';
  return {
    id: `client.${namespace}`,
    type: 'sidecar',
    namespace,
    labels: { app: 'client' },
    ip: '10.244.0.9',
    serviceAccount: 'default',
    dnsDomain: `${namespace}.svc.cluster.local`,
    ...overrides,
  };
}

/** The stock ingress gateway; its Service is {@link INGRESS_SERVICE}. */
export function ingress(): ProxyNodeInfo {
  return sidecar({
    id: 'istio-ingressgateway.istio-system',
    type: 'router',
    namespace: 'istio-system',
    labels: { istio: 'ingressgateway' },
    ip: '10.244.0.2',
  });
}

export const INGRESS_SERVICE = `
apiVersion: v1
kind: Service
metadata: {name: istio-ingressgateway, namespace: istio-system}
spec:
  clusterIP: 10.96.0.2
  selector: {istio: ingressgateway}
  ports:
  - {name: http2, port: 80, targetPort: 8080}
  - {name: https, port: 443, targetPort: 8443}
---
apiVersion: v1
kind: Pod
metadata: {name: istio-ingressgateway, namespace: istio-system, labels: {istio: ingressgateway}}
spec: {containers: []}
status: {podIP: 10.244.0.2}
`;

/** A Service with one pod per version, all with sidecars. */
export function service(
  name: string,
  options: {
    readonly port?: number;
    readonly portName?: string;
    readonly namespace?: string;
    readonly versions?: readonly string[];
    readonly ip?: string;
    readonly injected?: boolean;
    /** Third part of its pods' addresses; default: the length of the name. */
    readonly subnet?: number;
  } = {},
): string {
  const {
    port = 80,
    portName = 'http',
    namespace = 'default',
    versions = ['v1'],
    ip = '10.96.0.10',
  } = options;
  const tls = options.injected === false ? '' : ', security.istio.io/tlsMode: istio';
  const addresses = versions.map(
    (_, index) => `10.244.${String(options.subnet ?? name.length)}.${String(index + 1)}`,
  );
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  clusterIP: ${ip}
  selector: {app: ${name}}
  ports:
  - {name: ${portName}, port: ${String(port)}, targetPort: 8080}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, namespace: ${namespace}, labels: {kubernetes.io/service-name: ${name}}}
ports: [{name: ${portName}, port: 8080}]
endpoints: [${addresses.map((address) => `{addresses: [${address}]}`).join(', ')}]
${versions
  .map(
    (version, index) => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}-${version}, namespace: ${namespace}, labels: {app: ${name}, version: ${version}${tls}}}
spec: {serviceAccountName: ${name}, containers: []}
status: {podIP: ${addresses[index] ?? ''}}
`,
  )
  .join('')}`;
}

/** Joins documents. */
export function documents(...texts: readonly string[]): string {
  return texts.map((text) => text.trim()).join('\n---\n');
}
