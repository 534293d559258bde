import { canonicalName, canonicalRevision } from './canonical-service';
import { isRecord, type KubeObject } from '../../kube/index';
import { workloadName } from '../discovery/index';
import { wantsSidecar } from './decision';
import { initContainer, proxyContainer } from './proxy-container';
import { VOLUMES } from './volumes';

const STATUS = 'sidecar.istio.io/status';
const REVISION = 'default';

/** The webhook's answer to a new pod: the pod with a sidecar, or as it was. */
export function injectSidecar(
  pod: KubeObject,
  namespace: string,
  namespaceLabels: Readonly<Record<string, string>>,
): KubeObject {
  if (!wantsSidecar(pod, namespace, namespaceLabels) || STATUS in (pod.metadata.annotations ?? {}))
    return pod;
  return addSidecar(pod, namespace);
}

/** Adds init container, sidecar, volumes, labels and annotations (pkg/kube/inject, template `sidecar`). */
export function addSidecar(pod: KubeObject, namespace: string): KubeObject {
  const spec = isRecord(pod.spec) ? pod.spec : {};
  const containers = records(spec['containers']);
  const { annotations = {}, labels = {} } = pod.metadata;
  const workload = workloadName(pod);
  const names = containers.map(({ name }) => (typeof name === 'string' ? name : ''));
  const first = names[0] ?? '';
  const proxy = proxyContainer({
    appContainers: names,
    workload,
    owner: ownerOf(pod, namespace, workload),
    ports: containers.flatMap((container) => records(container['ports'])),
  });
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: {
        ...labels,
        'security.istio.io/tlsMode': 'istio',
        'service.istio.io/canonical-name': canonicalName(labels, workload),
        'service.istio.io/canonical-revision': canonicalRevision(labels),
      },
      annotations: {
        'istio.io/rev': REVISION,
        'kubectl.kubernetes.io/default-container': first,
        'kubectl.kubernetes.io/default-logs-container': first,
        'prometheus.io/path': '/stats/prometheus',
        'prometheus.io/port': '15020',
        'prometheus.io/scrape': 'true',
        ...annotations,
        [STATUS]: status(),
      },
    },
    spec: {
      ...spec,
      initContainers: [initContainer(annotations), proxy, ...records(spec['initContainers'])],
      volumes: [...VOLUMES, ...records(spec['volumes'])],
    },
  };
}

function ownerOf(pod: KubeObject, namespace: string, workload: string): string {
  const owner = pod.metadata.ownerReferences?.[0];
  if (owner === undefined) return `kubernetes://apis/v1/namespaces/${namespace}/pods/${workload}`;
  const deployed = owner.kind === 'ReplicaSet' && workload !== owner.name;
  const plural = deployed ? 'deployments' : `${owner.kind.toLowerCase()}s`;
  return `kubernetes://apis/${owner.apiVersion}/namespaces/${namespace}/${plural}/${workload}`;
}

function status(): string {
  return JSON.stringify({
    initContainers: ['istio-init', 'istio-proxy'],
    containers: null,
    volumes: VOLUMES.map((volume) => volume.name),
    imagePullSecrets: null,
    revision: REVISION,
  });
}

function records(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
