import type { DescribeContext, KindDeclaration } from './kind';
import { annotationPairs, dashedTable, Description, pairs } from './kinds/describe-text';
import { eventRows } from './kinds/event/event';
import { isRecord } from './freeze';
import { plain } from './read';
import type { KubeObject } from './object';

const HIDDEN_METADATA = ['name', 'namespace', 'labels', 'annotations', 'managedFields', 'selfLink'];

/**
 * What `kubectl describe` prints for an object: the kind's own description, or every field by its title.
 * @param withEvents descriptions of several objects leave the events out
 */
export function describeObject(
  object: KubeObject,
  kind: KindDeclaration,
  context: DescribeContext,
  withEvents = true,
): string {
  if (kind.describe) return withHistory(kind.describe(object, context), object, context, withEvents);
  const { apiVersion, kind: name, metadata, ...rest } = object;
  const text = new Description();
  text.field('Name', metadata.name).field('Namespace', metadata.namespace ?? '');
  text.values('Labels', pairs(metadata.labels)).values('Annotations', annotationPairs(metadata.annotations));
  text.field('API Version', apiVersion).field('Kind', name);
  const shown = Object.fromEntries(
    Object.entries(metadata).filter(([field]) => !HIDDEN_METADATA.includes(field)),
  );
  fields(text, { metadata: shown, ...rest }, 0);
  text.field('Events', '<none>');
  return withHistory(text.toString(), object, context, withEvents);
}

const NO_EVENTS = /\nEvents: +<none>$/;

/** Puts what happened to the object in the place of the description's last line. */
function withHistory(
  text: string,
  object: KubeObject,
  context: DescribeContext,
  withEvents: boolean,
): string {
  if (!withEvents) return text.replace(NO_EVENTS, '');
  const events = context.list('Event', object.metadata.namespace ?? 'default');
  const rows = eventRows(events, object.metadata.uid, context.nowMs);
  if (rows.length === 0) return text;
  const table = dashedTable(['Type', 'Reason', 'Age', 'From', 'Message'], rows);
  const lines = new Description().section('Events', table).toString();
  return text.replace(NO_EVENTS, () => `\n${lines}`);
}

function fields(text: Description, object: Readonly<Record<string, unknown>>, level: number): void {
  for (const name of Object.keys(object).sort()) {
    const value = object[name];
    if (isRecord(value)) {
      text.field(titleOf(name), '', level);
      fields(text, value, level + 1);
    } else if (Array.isArray(value)) {
      text.field(titleOf(name), '', level);
      for (const item of value as readonly unknown[]) {
        if (isRecord(item)) fields(text, item, level + 1);
        else text.lines([scalarText(item)], level + 1);
      }
    } else text.lines([`${titleOf(name)}:\t${scalarText(value)}`], level);
  }
}

function scalarText(value: unknown): string {
  return value === null ? '<nil>' : plain(value);
}

const ACRONYMS = ['API', 'URL', 'UID', 'OSB', 'GUID'];

/** `destinationRule` as `Destination Rule`; names with signs or digits stay as they are. */
function titleOf(name: string): string {
  if (!/^[\p{L}-]+$/u.test(name)) return name;
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^A-Za-z]+/g) ?? [name];
  return words
    .map((word) => {
      const upper = word.toUpperCase();
      return ACRONYMS.includes(upper) ? upper : word.charAt(0).toUpperCase() + word.slice(1);
    })
    .join(' ');
}
