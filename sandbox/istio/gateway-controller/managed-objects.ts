import type { KubeObject } from '../../kube/index';
import type { Listener } from '../discovery/api/index';
import { NETWORK_LABEL, type ManagedGateway } from '../discovery/index';
import { DEFAULT_INJECTION } from '../inject/index';

/** Annotations of a Gateway that mean the Gateway alone. */
const OWN_ANNOTATIONS: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'gateway.istio.io/name-override',
  'gateway.istio.io/service-account',
  'gateway.istio.io/controller-version',
];

const STATUS_PORT = 15_021;
const LONGEST_NAME = 63;

/** ServiceAccount, Deployment and Service of a Gateway (manifests kube-gateway.yaml; autoscaler and disruption budget are no kinds here). */
export function managedObjects(managed: ManagedGateway): readonly KubeObject[] {
  const { gateway, uid, name, serviceAccount, managedLabel } = managed;
  const { infrastructure } = gateway.spec;
  const identity = {
    'gateway.networking.k8s.io/gateway-class-name': gateway.spec.gatewayClassName,
    'gateway.networking.k8s.io/gateway-name': gateway.name,
  };
  const inherited = infrastructure?.labels ? ownMeta(infrastructure.labels) : gateway.labels;
  const annotations = without(
    infrastructure?.annotations ? ownMeta(infrastructure.annotations) : gateway.annotations,
    OWN_ANNOTATIONS,
  );
  const labels: Readonly<Record<string, string>> = { ...inherited, ...identity };
  const own = (objectName: string, extra: Readonly<Record<string, string>> = {}): KubeObject['metadata'] => ({
    name: objectName,
    namespace: gateway.namespace,
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    labels: { ...labels, ...extra },
    ownerReferences: [
      { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', name: gateway.name, uid },
    ],
  });
  const managedBy = { 'gateway.istio.io/managed': managedLabel };
  const selector = { 'gateway.networking.k8s.io/gateway-name': gateway.name };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: own(serviceAccount) },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: own(name, managedBy),
      spec: {
        selector: { matchLabels: selector },
        template: {
          metadata: {
            annotations: {
              ...annotations,
              'istio.io/rev': 'default',
              'prometheus.io/path': '/stats/prometheus',
              'prometheus.io/port': '15020',
              'prometheus.io/scrape': 'true',
            },
            labels: {
              'sidecar.istio.io/inject': 'false',
              'service.istio.io/canonical-name': name,
              'service.istio.io/canonical-revision': 'latest',
              ...labels,
              ...managedBy,
            },
          },
          spec: podSpec(serviceAccount, labels[NETWORK_LABEL]),
        },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: own(name),
      spec: {
        type: managed.serviceType,
        ipFamilyPolicy: 'PreferDualStack',
        selector,
        ports: servicePorts([...(gateway.spec.listeners ?? []), ...managed.joined]),
        ...requestedAddress(managed),
      },
    },
  ];
}

/** @param network where it leads to: it is in it, and wants to hear of nothing else */
function podSpec(serviceAccountName: string, network: string | undefined): Readonly<Record<string, unknown>> {
  const env = ['ISTIO_META_NETWORK', 'ISTIO_META_REQUESTED_NETWORK_VIEW'];
  return {
    serviceAccountName,
    // The listeners' own ports are opened, also those below 1024.
    securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
    containers: [
      {
        name: 'istio-proxy',
        image: DEFAULT_INJECTION.image,
        args: ['proxy', 'router', '--domain', `$(POD_NAMESPACE).svc.${DEFAULT_INJECTION.clusterDomain}`],
        ports: [
          { containerPort: 15_020, name: 'metrics', protocol: 'TCP' },
          { containerPort: STATUS_PORT, name: 'status-port', protocol: 'TCP' },
          { containerPort: 15_090, name: 'http-envoy-prom', protocol: 'TCP' },
        ],
        ...(network ? { env: env.map((name) => ({ name, value: network })) } : {}),
      },
    ],
  };
}

/** The status port, and each listener's port once, under a name that is still free. */
function servicePorts(listeners: readonly Listener[]): readonly Readonly<Record<string, unknown>>[] {
  const names = new Set(['status-port']);
  const numbers = new Set<number>();
  const ports = [{ name: 'status-port', port: STATUS_PORT, protocol: 'TCP', appProtocol: 'tcp' }];
  for (const { name, port, protocol } of listeners) {
    if (port === undefined || numbers.has(port)) continue;
    numbers.add(port);
    const free = freeName(name.replaceAll('.', '-').slice(0, LONGEST_NAME), port, names);
    ports.push({ name: free, port, protocol: 'TCP', appProtocol: protocol.toLowerCase() });
  }
  return ports;
}

function freeName(name: string, port: number, used: Set<string>): string {
  let candidate = name;
  for (let suffix = `-${String(port)}`; used.has(candidate); suffix += 'x') {
    candidate = name.slice(0, LONGEST_NAME - suffix.length) + suffix;
  }
  used.add(candidate);
  return candidate;
}

function requestedAddress({ gateway, serviceType }: ManagedGateway): { readonly loadBalancerIP?: string } {
  const [address] = gateway.spec.addresses ?? [];
  if (serviceType !== 'LoadBalancer' || address?.value === undefined) return {};
  return { loadBalancerIP: address.value };
}

function ownMeta(meta: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(meta).filter(([key]) => !key.startsWith('gateway.networking.k8s.io/')),
  );
}

function without(
  values: Readonly<Record<string, string>>,
  names: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
