/** The release whose images are injected. */
const IMAGE = 'registry.istio.io/testing/proxyv2:1.32-dev';

const RESOURCES = {
  limits: { cpu: '2', memory: '1Gi' },
  requests: { cpu: '100m', memory: '128Mi' },
};

/** Redirects the pod's traffic to the sidecar, then ends. */
export function initContainer(annotations: Readonly<Record<string, string>>): object {
  const traffic = (name: string): string | undefined => annotations[`traffic.sidecar.istio.io/${name}`];
  const excludedInbound = ['15090', '15021', traffic('excludeInboundPorts')].filter(Boolean).join();
  const excludedOutbound = traffic('excludeOutboundPorts');
  return {
    name: 'istio-init',
    image: IMAGE,
    args: [
      'istio-iptables',
      ...['-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT'],
      ...['-i', traffic('includeOutboundIPRanges') ?? '*'],
      ...['-x', traffic('excludeOutboundIPRanges') ?? ''],
      ...['-b', traffic('includeInboundPorts') ?? '*'],
      ...['-d', withStatusPort(excludedInbound)],
      ...(excludedOutbound === undefined ? [] : ['-o', excludedOutbound]),
      '--log_output_level=default:info',
    ],
    resources: RESOURCES,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: false,
      runAsGroup: 0,
      runAsNonRoot: false,
      runAsUser: 0,
    },
  };
}

function withStatusPort(ports: string): string {
  return `${ports},15020`;
}

/** The sidecar: a container that starts with the init containers and stays. */
export function proxyContainer(input: {
  readonly appContainers: readonly string[];
  readonly workload: string;
  readonly owner: string;
  readonly ports: readonly unknown[];
}): object {
  return {
    name: 'istio-proxy',
    image: IMAGE,
    restartPolicy: 'Always',
    args: [
      'proxy',
      'sidecar',
      '--domain',
      '$(POD_NAMESPACE).svc.cluster.local',
      '--proxyLogLevel=warning',
      '--proxyComponentLogLevel=misc:error',
      '--log_output_level=default:info',
    ],
    env: [
      { name: 'PILOT_CERT_PROVIDER', value: 'istiod' },
      { name: 'CA_ADDR', value: 'istiod.istio-system.svc:15012' },
      field('POD_NAME', 'metadata.name'),
      field('POD_NAMESPACE', 'metadata.namespace'),
      field('INSTANCE_IP', 'status.podIP'),
      field('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
      field('HOST_IP', 'status.hostIP'),
      { name: 'PROXY_CONFIG', value: '{}\n' },
      { name: 'ISTIO_META_POD_PORTS', value: JSON.stringify(input.ports) },
      { name: 'ISTIO_META_APP_CONTAINERS', value: input.appContainers.join() },
      { name: 'ISTIO_META_CLUSTER_ID', value: 'Kubernetes' },
      field('ISTIO_META_NODE_NAME', 'spec.nodeName'),
      { name: 'ISTIO_META_INTERCEPTION_MODE', value: 'REDIRECT' },
      { name: 'ISTIO_META_WORKLOAD_NAME', value: input.workload },
      { name: 'ISTIO_META_OWNER', value: input.owner },
      { name: 'ISTIO_META_MESH_ID', value: 'cluster.local' },
      { name: 'TRUST_DOMAIN', value: 'cluster.local' },
    ],
    ports: [{ containerPort: 15_090, name: 'http-envoy-prom', protocol: 'TCP' }],
    readinessProbe: {
      failureThreshold: 4,
      httpGet: { path: '/healthz/ready', port: 15_021 },
      periodSeconds: 15,
      timeoutSeconds: 3,
    },
    startupProbe: {
      failureThreshold: 600,
      httpGet: { path: '/healthz/ready', port: 15_021 },
      periodSeconds: 1,
      timeoutSeconds: 3,
    },
    resources: RESOURCES,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsGroup: 1337,
      runAsNonRoot: true,
      runAsUser: 1337,
    },
    volumeMounts: [
      { mountPath: '/var/run/secrets/workload-spiffe-uds', name: 'workload-socket' },
      { mountPath: '/var/run/secrets/credential-uds', name: 'credential-socket' },
      { mountPath: '/var/run/secrets/workload-spiffe-credentials', name: 'workload-certs' },
      { mountPath: '/var/run/secrets/istio', name: 'istiod-ca-cert' },
      { mountPath: '/var/run/secrets/istio/crl', name: 'istio-ca-crl' },
      { mountPath: '/var/lib/istio/data', name: 'istio-data' },
      { mountPath: '/etc/istio/proxy', name: 'istio-envoy' },
      { mountPath: '/var/run/secrets/tokens', name: 'istio-token' },
      { mountPath: '/etc/istio/pod', name: 'istio-podinfo' },
    ],
  };
}

function field(name: string, fieldPath: string): object {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
