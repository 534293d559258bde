import type { DescribeContext, KindDeclaration } from './kind';
import { annotationPairs, Description, pairs } from './kinds/describe-text';
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
  if (kind.describe) {
    const text = kind.describe(object, context);
    return withEvents ? text : text.replace(/\nEvents: +<none>$/, '');
  }
  const { apiVersion, kind: name, metadata, ...rest } = object;
  const text = new Description();
  text.field('Name', metadata.name).field('Namespace', metadata.namespace ?? '');
  text.values('Labels', pairs(metadata.labels)).values('Annotations', annotationPairs(metadata.annotations));
  text.field('API Version', apiVersion).field('Kind', name);
  const shown = Object.fromEntries(
    Object.entries(metadata).filter(([field]) => !HIDDEN_METADATA.includes(field)),
  );
  fields(text, { metadata: shown, ...rest }, 0);
  if (withEvents) text.field('Events', '<none>');
  return text.toString();
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
