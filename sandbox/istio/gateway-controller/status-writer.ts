import { isRecord, sameJson, type ApiServer } from '../../kube/index';
import { isoSeconds } from '../../lib/calendar';
import type { StatusReport } from '../discovery/index';

type Json = Readonly<Record<string, unknown>>;

/** Fields that tell the items of a status' lists apart. */
const IDENTITIES: readonly string[] = ['type', 'name', 'parentRef', 'ancestorRef', 'value', 'ip'];

/** Writes statuses that changed; conditions that say the same keep their time. @param nowMs epoch milliseconds */
export function writeStatuses(api: ApiServer, reports: readonly StatusReport[], nowMs: number): void {
  for (const { config, group, status } of reports) {
    const kind = api.kinds.all.find((entry) => entry.kind === config.kind && entry.group === group);
    if (kind === undefined) continue;
    const key = { kind: api.kinds.keyOf(kind), namespace: config.namespace, name: config.name };
    const object = api.get(key);
    if (object === undefined) continue;
    const stamp = { time: isoSeconds(nowMs), generation: object.metadata.generation };
    const before = isRecord(object.status) ? object.status : {};
    const next = { ...before, ...(stamped(status, before, stamp) as Json) };
    if (!sameJson(next, before)) api.updateStatus(key, next);
  }
}

interface Stamp {
  readonly time: string;
  readonly generation: number | undefined;
}

function stamped(value: unknown, before: unknown, stamp: Stamp): unknown {
  if (Array.isArray(value)) {
    const known: readonly unknown[] = Array.isArray(before) ? before : [];
    return value.map((item: unknown) => stamped(item, counterpart(item, known), stamp));
  }
  if (!isRecord(value)) return value;
  const old = isRecord(before) ? before : {};
  if (isCondition(value)) return condition(value, old, stamp);
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, stamped(field, old[key], stamp)]),
  );
}

function counterpart(item: unknown, known: readonly unknown[]): unknown {
  if (!isRecord(item)) return undefined;
  const identity = IDENTITIES.find((field) => item[field] !== undefined);
  if (identity === undefined) return undefined;
  return known.find((candidate) => isRecord(candidate) && sameJson(candidate[identity], item[identity]));
}

/** What this controller says anew; conditions of others carry their time already. */
function isCondition(value: Json): boolean {
  return (
    value['reason'] !== undefined && value['type'] !== undefined && value['lastTransitionTime'] === undefined
  );
}

function condition(value: Json, old: Json, { time, generation }: Stamp): Json {
  const said = { ...value, ...(generation === undefined ? {} : { observedGeneration: generation }) };
  const { lastTransitionTime, ...before } = old;
  return { ...said, lastTransitionTime: sameJson(before, said) ? lastTransitionTime : time };
}
