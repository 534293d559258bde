import type { DescribeContext, KindDeclaration } from './kind';
import { annotationPairs, Description, pairs } from './kinds/describe-text';
import { isRecord } from './freeze';
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
    } else text.field(titleOf(name), scalarText(value), level);
  }
}

function scalarText(value: unknown): string {
  return typeof value === 'object' ? '<nil>' : String(value);
}

/** `destinationRule` as `Destination Rule`: a space before every capital that starts a word. */
function titleOf(name: string): string {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  const title = spaced.charAt(0).toUpperCase() + spaced.slice(1);
  return title === 'Uid' ? 'UID' : title;
}
