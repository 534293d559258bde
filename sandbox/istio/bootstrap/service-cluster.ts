import { canonicalName } from '../discovery/canonical-service';

const UNNAMED = 'istio-proxy';

/** The part of a proxy's metadata and settings that its service cluster follows from. */
export interface ClusterNaming {
  readonly labels: Readonly<Record<string, string>>;
  readonly namespace: string;
  /** Empty when nobody knows. */
  readonly workload: string;
  readonly serviceCluster?: string;
  readonly tracingServiceName?: string;
}

/** The label that names the application: the short one first, as older meshes have it. */
export function appOf(labels: Readonly<Record<string, string>>): string | undefined {
  return labels['app'] ?? labels['app.kubernetes.io/name'] ?? labels['service.istio.io/canonical-name'];
}

/** `node.cluster`: the service that a proxy counts its traffic and its spans to (pkg/bootstrap/config.go). */
export function serviceCluster(naming: ClusterNaming): string {
  const { labels, namespace, workload, serviceCluster: configured, tracingServiceName } = naming;
  const canonical = canonicalName(labels, workload || UNNAMED);
  if (tracingServiceName === 'CANONICAL_NAME_AND_NAMESPACE' && namespace !== '') {
    return `${canonical}.${namespace}`;
  }
  const named = tracingServiceName?.startsWith('CANONICAL_NAME') ? canonical : '';
  const wanted = tracingServiceName === undefined ? (configured ?? '') : named;
  if (wanted !== '' && wanted !== UNNAMED) return wanted;
  const app = appOf(labels) ?? (workload || undefined);
  if (app !== undefined) return `${app}.${namespace}`;
  return namespace === '' ? UNNAMED : `${UNNAMED}.${namespace}`;
}
