/** Which object, and which place of its manifest, a piece of configuration came from. */
export interface Origin {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Path inside the object: `spec.http[0].route[1]`. Empty for the whole object. */
  readonly path: string;
  /** The file it was applied from, when known, and the line in it (from 1). */
  readonly file?: string;
  readonly line?: number;
}

/** `canary.yaml:9` when the file is known, else `VirtualService default/canary spec.http[0]`. */
export function formatOrigin(origin: Origin): string {
  if (origin.file !== undefined && origin.line !== undefined) return `${origin.file}:${String(origin.line)}`;
  return `${origin.kind} ${origin.namespace}/${origin.name}${origin.path === '' ? '' : ` ${origin.path}`}`;
}
