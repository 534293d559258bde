/**
 * Says a rule of Kubernetes' CEL the way the library understands it:
 * a field named like a reserved word is escaped (`__namespace__`), `has` may look behind an index,
 * and expressions are RE2's, with flags such as `(?i)`.
 * https://kubernetes.io/docs/reference/using-api/cel/#escaping
 */
export function toLibraryDialect(rule: string): string {
  return rule
    .replace(/\b__([a-z]+)__\b/g, '$1')
    .replace(/\bhas\(([\w.]+\[\d+\](?:\.\w+)*)\.(\w+)\)/g, "('$2' in $1)")
    .replaceAll('.matches(r', '.matchesRe2(r');
}
