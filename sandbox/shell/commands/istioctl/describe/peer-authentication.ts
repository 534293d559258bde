import { takeSnapshot } from '../../../../istio/index';
import type { KubeObject } from '../../../../kube/index';
import type { Description } from './description';

/** The mutual TLS that is in force for a pod, and the objects that decided. */
export function describePeerAuthentication(description: Description, pod: KubeObject): void {
  const { api } = description.world;
  const { peerAuthentications } = takeSnapshot({
    list: (kind) => (kind === 'PeerAuthentication' ? api.list(kind) : []),
  });
  const { namespace = '', labels = {} } = pod.metadata;
  const { mode, portLevel, sources } = peerAuthentications.effective(namespace, labels);
  description.line('Effective PeerAuthentication:');
  description.line(`Workload mTLS mode: ${mode}`, 3);
  if (portLevel.size > 0) description.line('Port Level mTLS mode:', 3);
  for (const [port, own] of portLevel) description.line(`${String(port)}: ${own}`, 6);
  if (sources.length === 0) return;
  description.line('Applied PeerAuthentication:');
  description.line(sources.map((source) => `${source.name}.${source.namespace}`).join(', '), 3);
}
