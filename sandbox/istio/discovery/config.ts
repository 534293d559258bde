import { compareText } from '../../lib/compare-text';
import type { KubeObject, ManifestSource } from '../../kube/index';
import type { Origin } from '../../lib/origin';

/** An object of the mesh as istiod works with it: its spec, its age, and where it was written. */
export interface Config<Spec> {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** RFC 3339, whole seconds; empty = the same unknown time for all. */
  readonly creationTimestamp: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Spec;
  readonly source?: ManifestSource;
}

/** Reads an API object; the spec's shape was checked at admission. */
export function toConfig<Spec>(object: KubeObject, source?: ManifestSource): Config<Spec> {
  const { metadata } = object;
  return {
    kind: object.kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name,
    creationTimestamp: metadata.creationTimestamp ?? '',
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    spec: (object.spec ?? {}) as Spec,
    ...(source ? { source } : {}),
  };
}

/** Oldest first; ties by name, then namespace. Timestamps have whole seconds, so one `kubectl apply` is one tie. */
export function compareByCreationTime(a: Aged, b: Aged): number {
  return (
    compareText(a.creationTimestamp, b.creationTimestamp) ||
    compareText(a.name, b.name) ||
    compareText(a.namespace, b.namespace)
  );
}

interface Aged {
  readonly creationTimestamp: string;
  readonly name: string;
  readonly namespace: string;
}

/** Names a place in an object, with file and line when its manifest is known. */
export function originOf(config: Config<unknown>, path: string): Origin {
  const { kind, namespace, name, source } = config;
  const range = source?.rangeOf(path);
  if (source === undefined || range === undefined) return { kind, namespace, name, path };
  return { kind, namespace, name, path, file: source.file, line: range.start.line };
}

/** `namespace/name`. */
export function keyOf(config: { readonly namespace: string; readonly name: string }): string {
  return `${config.namespace}/${config.name}`;
}
