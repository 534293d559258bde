import { isoSeconds } from '../lib/calendar';
import type { ApiServer } from '../kube/index';
import type { PodObject } from './objects';

/** Records a Warning event about a pod, where the API server serves events. */
export function warnOnPod(
  api: ApiServer,
  nowMs: number,
  pod: PodObject,
  reason: string,
  message: string,
): void {
  if (api.kinds.named('Event') === undefined) return;
  const { name, namespace = 'default', uid = '' } = pod.metadata;
  const eventName = `${name}.${reason.toLowerCase()}`;
  if (api.get({ kind: 'Event', namespace, name: eventName }) !== undefined) return;
  const at = isoSeconds(nowMs);
  api.create(
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: eventName, namespace },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid },
      type: 'Warning',
      reason,
      message,
      source: { component: 'kubelet' },
      firstTimestamp: at,
      lastTimestamp: at,
      count: 1,
    },
    { fieldValidation: 'Ignore' },
  );
}
