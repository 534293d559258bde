import { compareText } from '../lib/compare-text';
import { isoSeconds } from '../lib/calendar';
import type { ApiServer } from './api';
import type { KubeObject } from './object';
import { number, record } from './read';

/** What is told about an object. */
export interface Happening {
  readonly type: 'Normal' | 'Warning';
  /** One word: `Scheduled`. */
  readonly reason: string;
  readonly message: string;
  /** Who tells it: `kubelet`, `default-scheduler`, `deployment-controller`. */
  readonly component: string;
  /** Part of the object that is meant: `spec.containers{web}`. */
  readonly fieldPath?: string;
}

/** Events kept; older ones go, as they do after an hour in a real cluster. */
const EVENT_LIMIT = 400;

/** Records that something happened to an object; the same thing again counts up. Servers without events record nothing. */
export function recordEvent(api: ApiServer, nowMs: number, object: KubeObject, happening: Happening): void {
  if (api.kinds.named('Event') === undefined) return;
  const { name, namespace = 'default', uid = '' } = object.metadata;
  const { type, reason, message, component, fieldPath } = happening;
  const at = isoSeconds(nowMs);
  const known = api
    .list('Event', namespace)
    .find(
      (event) =>
        event['reason'] === reason &&
        event['message'] === message &&
        record(event['involvedObject'])['uid'] === uid,
    );
  if (known !== undefined) {
    api.record({ ...known, lastTimestamp: at, count: number(known['count']) + 1 });
    return;
  }
  const all = api.list('Event');
  const [oldest] = all.length < EVENT_LIMIT ? [] : [...all].sort(byAge);
  if (oldest !== undefined)
    api.forget({ kind: 'Event', namespace: oldest.metadata.namespace ?? '', name: oldest.metadata.name });
  api.record({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${serial(api, name, namespace, nowMs)}`, namespace, creationTimestamp: at },
    involvedObject: {
      apiVersion: object.apiVersion,
      kind: object.kind,
      name,
      namespace,
      uid,
      ...(fieldPath === undefined ? {} : { fieldPath }),
    },
    type,
    reason,
    message,
    source: { component },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  });
}

/** The time in nanoseconds, in hexadecimal, moved on where the name is taken. */
function serial(api: ApiServer, name: string, namespace: string, nowMs: number): string {
  for (let at = BigInt(Math.floor(nowMs)) * 1_000_000n; ; at++) {
    const text = at.toString(16);
    if (api.get({ kind: 'Event', namespace, name: `${name}.${text}` }) === undefined) return text;
  }
}

function byAge(a: KubeObject, b: KubeObject): number {
  return compareText(String(a['lastTimestamp']), String(b['lastTimestamp']));
}
