/** Who sees an exported object (`exportTo`): everybody, nobody, or a set of namespaces. */
export type Visibility = 'public' | 'none' | ReadonlySet<string>;

/** Reads an `exportTo` list; `.` is the own namespace. `*` wins over all, `~` over names. */
export function visibilityOf(exportTo: readonly string[] | undefined, namespace: string): Visibility {
  const entries = exportTo ?? [];
  if (entries.includes('*')) return 'public';
  if (entries.includes('~')) return 'none';
  return new Set(entries.map((entry) => (entry === '.' ? namespace : entry)));
}

export function isVisibleTo(visibility: Visibility, namespace: string): boolean {
  if (visibility === 'public') return true;
  return visibility !== 'none' && visibility.has(namespace);
}
