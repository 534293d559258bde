import { at, containerOf, isRecord, podIps, string, type KubeObject } from '../../kube/index';
import { exitsOnZeroConnections, type ProxyEnvironment } from './environment';
import { imageVersion } from './image-version';
import { workloadOf } from '../discovery/pod';
import type { ProxySettings } from '../discovery/index';

/** The pod whose proxy starts. */
export interface BootstrapSubject {
  readonly pod: KubeObject;
  /** The variables of the proxy's container. */
  readonly environment: ProxyEnvironment;
  /** The mesh's `defaultConfig`, and what the pod says over it. */
  readonly settings: ProxySettings;
  readonly type: 'sidecar' | 'router';
}

export type Metadata = Readonly<Record<string, unknown>>;

const PREFIX = 'ISTIO_META_';
const JSON_PREFIX = 'ISTIO_METAJSON_';
export const STATIC_LABELS = `${JSON_PREFIX}LABELS`;

/**
 * What a proxy tells of itself: the variables that are meant for it, its pod's labels and annotations, and how it was
 * set up (pkg/bootstrap/config.go, GetNodeMetaData). Its names are sorted, as protobuf prints them.
 */
export function nodeMetadata(subject: BootstrapSubject): Metadata {
  const { pod, environment, settings } = subject;
  const { name, namespace = 'default', annotations = {} } = pod.metadata;
  const variables = Object.entries(environment);
  const passedOn = variables.filter(([key]) => key.startsWith(PREFIX));
  const written = variables.filter(([key]) => key.startsWith(JSON_PREFIX));
  const staticLabels = staticLabelsOf(environment);
  const labels = { ...staticLabels, ...labelsOf(pod) };
  return sorted({
    ISTIO_VERSION: imageVersion(string(containerOf(pod, 'istio-proxy')['image'])),
    WORKLOAD_NAME: workloadOf(pod).name,
    ...Object.fromEntries(passedOn.map(([key, value]) => [key.slice(PREFIX.length), value])),
    ...Object.fromEntries(written.flatMap(([, value]) => Object.entries(jsonObject(value)))),
    ...(Object.keys(annotations).length > 0 && { ANNOTATIONS: annotations }),
    ENVOY_PROMETHEUS_PORT: 15_090,
    ENVOY_SKIP_DEPRECATED_LOGS: 'true',
    ENVOY_STATUS_PORT: 15_021,
    ...(exitsOnZeroConnections(environment, settings) && { EXIT_ON_ZERO_ACTIVE_CONNECTIONS: 'true' }),
    INSTANCE_IPS: addressesOf(pod).join(','),
    ...(Object.keys(labels).length > 0 && { LABELS: labels }),
    NAME: name,
    NAMESPACE: namespace,
    PILOT_SAN: [(settings.discoveryAddress ?? '').split(':')[0]],
    PROXY_CONFIG: settings,
    ...(Object.keys(staticLabels).length > 0 && { STATIC_LABELS: staticLabels }),
    SERVICE_ACCOUNT: at(pod.spec, 'serviceAccountName') ?? 'default',
    WORKLOAD_IDENTITY_SOCKET_FILE: 'socket',
  });
}

/**
 * The labels that a proxy's environment gives it beside its pod's (ISTIO_METAJSON_LABELS); none where they are no texts.
 * Its pod's own count for more.
 */
export function staticLabelsOf(environment: ProxyEnvironment): Readonly<Record<string, string>> {
  const written = environment[STATIC_LABELS];
  const labels = written === undefined ? {} : jsonObject(written);
  return isTextMap(labels) ? labels : {};
}

function isTextMap(value: Metadata): value is Readonly<Record<string, string>> {
  return Object.values(value).every((label) => typeof label === 'string');
}

/** The pod's labels without the hash that its ReplicaSet gave it. */
export function labelsOf({ metadata }: KubeObject): Readonly<Record<string, string>> {
  const { 'pod-template-hash': _, ...labels } = metadata.labels ?? {};
  return labels;
}

/** The addresses of a pod; none before it has any. */
export function addressesOf(pod: KubeObject): readonly string[] {
  return podIps(pod).filter(Boolean);
}

function jsonObject(text: string): Metadata {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** A structure with its names in order, all the way down. */
function sorted<T>(value: T): T {
  if (Array.isArray(value) || !isRecord(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])])) as T;
}
