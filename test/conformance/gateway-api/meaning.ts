import type { Config } from '../../../sandbox/istio/discovery/config';
import { isRecord } from '../../../sandbox/kube/index';
import { parseDurationMs } from '../../../sandbox/lib/duration';

/** What counts of an object of Istio, in one order of fields. */
export function meaningOfConfig({ kind, namespace, name, annotations, spec }: Config<unknown>): string {
  return JSON.stringify(plain({ kind, namespace, name, annotations, spec }, ''));
}

/** What counts of a status: everything but when it was said. */
export function meaningOfStatus({ kind, namespace, name }: Config<unknown>, status: unknown): string {
  const place = namespace === '' ? 'default' : namespace;
  return `${kind} ${place}/${name} ${JSON.stringify(plain(status ?? {}, ''))}`;
}

const TIMES: readonly string[] = ['timeout', 'perTryTimeout', 'backoff', 'maxAge', 'interval'];
const UNTOLD: readonly string[] = ['lastTransitionTime', 'observedGeneration'];

/** Fields sorted; what protobuf leaves out and what is empty is left out; durations in milliseconds. */
function plain(value: unknown, name: string): unknown {
  if (typeof value === 'string' && TIMES.includes(name)) return parseDurationMs(value) ?? value;
  if (Array.isArray(value)) return value.map((item: unknown) => plain(item, ''));
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .filter(([key]) => !UNTOLD.includes(key))
    .map(([key, field]) => [key, plain(field, key)] as const)
    .filter(([key, field]) => !isDefault(key, field))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(kept);
}

function isDefault(key: string, field: unknown): boolean {
  if (field === undefined || field === null || field === '') return true;
  if (key === 'attachedRoutes') return false;
  if (key === 'mode' && field === 'PASSTHROUGH') return true;
  return field === 0 || (Array.isArray(field) && field.length === 0);
}
