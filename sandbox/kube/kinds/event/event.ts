import { compareText } from '../../../lib/compare-text';
import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { number, record, string } from '../../read';
import { int32, opaque, struct, text } from '../../schema/build';
import { formatAge, parseTimestamp } from '../../timestamp';

/** What happened to an object, as controllers and the kubelet tell it; records, not declarations. */
export const event = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'Event',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  namespaced: true,
  description: 'An event says what happened to an object, who says so, and how often it happened.',
  schema: struct('Event', {
    involvedObject: opaque(),
    type: text(),
    reason: text(),
    message: text(),
    source: opaque(),
    firstTimestamp: text(),
    lastTimestamp: text(),
    count: int32(),
  }),
  named: false,
  age: false,
  columns: [
    {
      name: 'LAST SEEN',
      value: (object, { nowMs }) => formatAge(nowMs - parseTimestamp(string(object['lastTimestamp']))),
    },
    { name: 'TYPE', value: (object) => string(object['type']) },
    { name: 'REASON', value: (object) => string(object['reason']) },
    { name: 'OBJECT', value: (object) => subject(object) },
    { name: 'SOURCE', priority: 1, value: (object) => component(object) },
    { name: 'MESSAGE', value: (object) => string(object['message']).trim() },
  ],
});

function subject(object: KubeObject): string {
  const involved = record(object['involvedObject']);
  return `${string(involved['kind']).toLowerCase()}/${string(involved['name'])}`;
}

function component(object: KubeObject): string {
  return string(record(object['source'])['component']);
}

/** The rows of `kubectl describe` about what happened to an object, oldest first. */
export function eventRows(
  events: readonly KubeObject[],
  uid: string | undefined,
  nowMs: number,
): readonly (readonly string[])[] {
  const own = events.filter((each) => uid !== undefined && record(each['involvedObject'])['uid'] === uid);
  const first = (each: KubeObject): string => string(each['firstTimestamp']);
  return [...own]
    .sort((a, b) => compareText(first(a), first(b)) || compareText(a.metadata.name, b.metadata.name))
    .map((each) => [
      string(each['type']),
      string(each['reason']),
      ageOf(each, nowMs),
      component(each),
      string(each['message']).trim(),
    ]);
}

/** `5s`, or `2s (x3 over 40s)` when it happened again. */
function ageOf(each: KubeObject, nowMs: number): string {
  const age = (field: string): string => formatAge(nowMs - parseTimestamp(string(each[field])));
  const count = number(each['count']);
  return count > 1
    ? `${age('lastTimestamp')} (x${String(count)} over ${age('firstTimestamp')})`
    : age('lastTimestamp');
}
