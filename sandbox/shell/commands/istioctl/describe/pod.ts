import { isRecord, type KubeObject } from '../../../../kube/index';
import { records, specOf, textOf, type Description, type Json } from './description';

const reserved = 'WARNING: User ID (UID) 1337 is reserved for the sidecar proxy.';

/** What a pod exposes, and whether it is ready for the mesh. */
export function describePod(description: Description, pod: KubeObject): void {
  const name = description.nameOf(pod);
  const spec = specOf(pod);
  const containers = records(spec['containers']);
  for (const container of containers) {
    if (container['name'] !== 'istio-proxy' && runsAsProxy(container)) description.line(reserved);
  }
  description.line(`Pod: ${name}`);
  description.line(`Pod Revision: ${revisionOf(pod)}`, 3);
  const ports = containers.flatMap((container) =>
    records(container['ports']).map((port) => {
      const protocol = textOf(port['protocol']) || 'TCP';
      const suffix = protocol === 'TCP' ? '' : `/${protocol}`;
      return `${textOf(port['containerPort'])}${suffix} (${textOf(container['name'])})`;
    }),
  );
  description.line(ports.length > 0 ? `Pod Ports: ${ports.join(', ')}` : 'Pod does not expose ports', 3);
  const status = isRecord(pod.status) ? pod.status : {};
  const phase = textOf(status['phase']);
  if (phase !== 'Running') {
    description.line(`Pod is not Running (${phase})`, 3);
    return;
  }
  warnUnready(description, name, 'Container', status['containerStatuses']);
  warnUnready(description, name, 'Init Container', status['initContainerStatuses']);
  const all = [...containers, ...records(spec['initContainers'])];
  if (!all.some((container) => container['name'] === 'istio-proxy')) {
    description.line(`WARNING: ${name} is not part of mesh; no Istio sidecar`);
  } else if (runsAsProxy(spec)) description.line(reserved, 3);
}

function warnUnready(description: Description, pod: string, what: string, statuses: unknown): void {
  for (const status of records(statuses)) {
    if (status['ready'] === true) continue;
    description.line(`WARNING: Pod ${pod} ${what} ${textOf(status['name'])} NOT READY`);
  }
}

function runsAsProxy({ securityContext }: Json): boolean {
  return isRecord(securityContext) && securityContext['runAsUser'] === 1337;
}

/** The revision that injected the pod. */
function revisionOf({ metadata }: KubeObject): string {
  const own = metadata.annotations?.['istio.io/rev'];
  if (own !== undefined) return own;
  try {
    const status: unknown = JSON.parse(metadata.annotations?.['sidecar.istio.io/status'] ?? '{}');
    return isRecord(status) ? textOf(status['revision']) : '';
  } catch {
    return '';
  }
}
