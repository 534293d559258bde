import { records } from '../../kube/index';
import type { Injection, Json } from './injection';

/** What the agent learns of its pod, its workload and its mesh. */
export function proxyEnvironment(injection: Injection): readonly Json[] {
  const { options, workload, annotations, labels } = injection;
  const { revision, istioNamespace, trustDomain } = options;
  const istiod = revision === 'default' || revision === '' ? 'istiod' : `istiod-${revision}`;
  const name = labels['service.istio.io/workload-name'] ?? workload.name;
  return [
    text('PILOT_CERT_PROVIDER', 'istiod'),
    text('CA_ADDR', `${istiod}.${istioNamespace}.svc:15012`),
    field('POD_NAME', 'metadata.name'),
    field('POD_NAMESPACE', 'metadata.namespace'),
    field('INSTANCE_IP', 'status.podIP'),
    field('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    field('HOST_IP', 'status.hostIP'),
    limit('ISTIO_CPU_LIMIT', 'limits.cpu'),
    text('PROXY_CONFIG', `${proxyConfigJson(injection)}\n`),
    text('ISTIO_META_POD_PORTS', podPorts(injection)),
    text(
      'ISTIO_META_APP_CONTAINERS',
      injection.containers.map((container) => String(container['name'])).join(),
    ),
    limit('GOMEMLIMIT', 'limits.memory'),
    text('ISTIO_META_CLUSTER_ID', options.clusterName),
    field('ISTIO_META_NODE_NAME', 'spec.nodeName'),
    text('ISTIO_META_INTERCEPTION_MODE', injection.interceptionMode),
    ...optional('ISTIO_META_NETWORK', options.network),
    ...optional('ISTIO_META_WORKLOAD_NAME', name),
    ...(workload.apiVersion !== '' && workload.name !== ''
      ? [text('ISTIO_META_OWNER', ownerOf(injection))]
      : []),
    ...('sidecar.istio.io/bootstrapOverride' in annotations
      ? [text('ISTIO_BOOTSTRAP_OVERRIDE', '/etc/istio/custom-bootstrap/custom_bootstrap.json')]
      : []),
    ...optional('ISTIO_META_MESH_ID', options.meshId || trustDomain),
    ...optional('TRUST_DOMAIN', trustDomain),
    ...injection.proxyMetadata.map(([key, value]) => text(key, value)),
  ];
}

function ownerOf({ workload }: Injection): string {
  const { apiVersion, kind, name, namespace } = workload;
  return `kubernetes://apis/${apiVersion}/namespaces/${namespace || 'default'}/${kind.toLowerCase()}s/${name}`;
}

/** Ports of the application's containers, one a line. */
function podPorts({ containers }: Injection): string {
  const ports = containers.flatMap((container) => records(container['ports'])).map(portJson);
  return ['[', ...ports.map((port, index) => `    ${index === 0 ? '' : ','}${port}`), ']'].join('\n');
}

const portFields = ['name', 'hostPort', 'containerPort', 'protocol', 'hostIP'] as const;

function portJson(port: Json): string {
  const known = portFields.filter((name) => port[name] !== undefined);
  return JSON.stringify(Object.fromEntries(known.map((name) => [name, port[name]])));
}

/** The fields of ProxyConfig in the order of their protobuf message. */
const proxyConfigFields: readonly string[] = [
  'configPath',
  'binaryPath',
  'serviceCluster',
  'drainDuration',
  'discoveryAddress',
  'statsdUdpAddress',
  'proxyAdminPort',
  'controlPlaneAuthPolicy',
  'customConfigFile',
  'statNameLength',
  'concurrency',
  'proxyBootstrapTemplatePath',
  'interceptionMode',
  'tracing',
  'envoyAccessLogService',
  'envoyMetricsService',
  'proxyMetadata',
  'statusPort',
  'extraStatTags',
  'gatewayTopology',
  'terminationDrainDuration',
  'meshId',
  'readinessProbe',
  'proxyStatsMatcher',
  'holdApplicationUntilProxyStarts',
  'caCertificatesPem',
  'image',
  'privateKeyProvider',
  'proxyHeaders',
];

/** What the pod wants otherwise than the mesh, as one line of JSON. */
function proxyConfigJson({ proxyConfig }: Injection): string {
  const place = (name: string): number => {
    const index = proxyConfigFields.indexOf(name);
    return index < 0 ? proxyConfigFields.length : index;
  };
  const entries = Object.entries(proxyConfig).sort(([one], [other]) => place(one) - place(other));
  return JSON.stringify(Object.fromEntries(entries));
}

/** An empty value is not written. */
function text(name: string, value: string): Json {
  return value === '' ? { name } : { name, value };
}

function optional(name: string, value: string): readonly Json[] {
  return value === '' ? [] : [text(name, value)];
}

function field(name: string, fieldPath: string): Json {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}

function limit(name: string, resource: string): Json {
  return { name, valueFrom: { resourceFieldRef: { divisor: '1', resource } } };
}
