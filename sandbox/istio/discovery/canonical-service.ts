/** `version` and `app` as the mesh calls them; the recommended labels come before the short ones. */
export function canonicalName(labels: Readonly<Record<string, string>>, workload: string): string {
  return (
    labels['service.istio.io/canonical-name'] ?? labels['app.kubernetes.io/name'] ?? labels['app'] ?? workload
  );
}

/** The version of the canonical service. */
export function canonicalRevision(labels: Readonly<Record<string, string>>): string {
  return (
    labels['service.istio.io/canonical-revision'] ??
    labels['app.kubernetes.io/version'] ??
    labels['version'] ??
    'latest'
  );
}
