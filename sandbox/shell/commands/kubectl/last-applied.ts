import { isRecord, type KubeObject } from '../../../kube/index';
import { goJson } from '../../../lib/go-json';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The object as apply sends it: with its own text, as it was before, in an annotation. */
export function withLastApplied(object: KubeObject): KubeObject {
  const { [LAST_APPLIED]: _old, ...annotations } = object.metadata.annotations ?? {};
  const bare = { ...object, metadata: { ...object.metadata, annotations } };
  const text = `${goJson(bare)}\n`;
  return { ...bare, metadata: { ...bare.metadata, annotations: { ...annotations, [LAST_APPLIED]: text } } };
}

/** What was applied last, undefined when the object was not applied. */
export function readLastApplied(object: KubeObject): Readonly<Record<string, unknown>> | undefined {
  const text = object.metadata.annotations?.[LAST_APPLIED];
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
