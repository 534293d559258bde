import { injectorConfigMap, installedMeshConfigMap, webhookObjects } from '../istio/index';
import type { KubeObject } from '../kube/index';
import { ISTIO_VERSION } from '../lib/istio-version';

/** The release whose images the installed control plane names. */
const HUB = 'registry.istio.io/testing';
const NAMESPACE = 'istio-system';
const EGRESS = { app: 'istio-egressgateway', istio: 'egressgateway' };

/** The namespace that the mesh lives in. */
const namespace: KubeObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: NAMESPACE },
};

/** The ingress gateway: an Envoy behind a LoadBalancer Service, selected by `istio: ingressgateway`. */
export const ingressGateway: readonly KubeObject[] = [
  namespace,
  serviceAccount('istio-ingressgateway-service-account'),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'istio-ingressgateway',
      namespace: NAMESPACE,
      labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    },
    spec: {
      type: 'LoadBalancer',
      selector: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
      ports: [
        { name: 'status-port', port: 15_021, targetPort: 15_021, protocol: 'TCP' },
        { name: 'http2', port: 80, targetPort: 8080, protocol: 'TCP' },
        { name: 'https', port: 443, targetPort: 8443, protocol: 'TCP' },
        { name: 'tcp', port: 31_400, targetPort: 31_400, protocol: 'TCP' },
      ],
    },
  },
  deployment(
    'istio-ingressgateway',
    { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    gatewayPod('istio-ingressgateway-service-account', [15_021, 8080, 8443, 31_400]),
  ),
];

/** istiod's own objects; its work is done by the simulated control plane, not by a container. */
const istiod: readonly KubeObject[] = [
  serviceAccount('istiod'),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'istiod', namespace: NAMESPACE, labels: { app: 'istiod', istio: 'pilot' } },
    spec: {
      selector: { app: 'istiod', istio: 'pilot' },
      ports: [
        { name: 'grpc-xds', port: 15_010, protocol: 'TCP' },
        { name: 'https-dns', port: 15_012, protocol: 'TCP' },
        { name: 'https-webhook', port: 443, targetPort: 15_017, protocol: 'TCP' },
        { name: 'http-monitoring', port: 15_014, protocol: 'TCP' },
      ],
    },
  },
  deployment(
    'istiod',
    { app: 'istiod', istio: 'pilot' },
    {
      serviceAccountName: 'istiod',
      containers: [
        {
          name: 'discovery',
          image: `${HUB}/pilot:${ISTIO_VERSION}`,
          args: ['discovery', '--monitoringAddr=:15014', '--log_output_level=default:info'],
          ports: [8080, 15_010, 15_012, 15_014, 15_017].map((containerPort) => ({
            containerPort,
            protocol: 'TCP',
          })),
        },
      ],
    },
  ),
];

/** The egress gateway: an Envoy inside the cluster that traffic may be sent through on its way out. */
const egressGateway: readonly KubeObject[] = [
  serviceAccount('istio-egressgateway-service-account'),
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'istio-egressgateway', namespace: NAMESPACE, labels: EGRESS },
    spec: {
      type: 'ClusterIP',
      selector: EGRESS,
      ports: [
        { name: 'http2', port: 80, targetPort: 8080, protocol: 'TCP' },
        { name: 'https', port: 443, targetPort: 8443, protocol: 'TCP' },
      ],
    },
  },
  deployment('istio-egressgateway', EGRESS, gatewayPod('istio-egressgateway-service-account', [8080, 8443])),
];

/** Installation profiles by the names that `istioctl install --set profile=` takes. */
export type Profile = 'default' | 'demo';

/** What a profile leaves in the cluster, as far as lessons can see it: `demo` adds the egress gateway. */
export function profileObjects(profile: Profile): readonly KubeObject[] {
  const always = [...ingressGateway, ...istiod, ...webhookObjects, installedMeshConfigMap, injectorConfigMap];
  return profile === 'demo' ? [...always, ...egressGateway] : always;
}

/** A pod that is nothing but a gateway's Envoy. */
function gatewayPod(serviceAccountName: string, ports: readonly number[]): object {
  return {
    serviceAccountName,
    containers: [
      {
        name: 'istio-proxy',
        image: `${HUB}/proxyv2:${ISTIO_VERSION}`,
        args: ['proxy', 'router', '--domain', '$(POD_NAMESPACE).svc.cluster.local'],
        env: [{ name: 'ISTIO_META_UNPRIVILEGED_POD', value: 'true' }],
        ports: ports.map((containerPort) => ({ containerPort, protocol: 'TCP' })),
      },
    ],
  };
}

function serviceAccount(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: NAMESPACE } };
}

function deployment(name: string, labels: Readonly<Record<string, string>>, podSpec: object): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, 'sidecar.istio.io/inject': 'false' } },
        spec: podSpec,
      },
    },
  };
}
