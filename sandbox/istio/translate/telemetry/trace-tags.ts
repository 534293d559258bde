import type { TraceTag } from '../../../envoy/config/index';
import type { ProxyNodeInfo } from '../proxy/proxy-node';

const RBAC = 'envoy.filters.http.rbac';
/** What dry runs of AuthorizationPolicies leave behind, as tags of a span. */
const dryRuns: readonly TraceTag[] = (['allow', 'deny'] as const).flatMap((action) =>
  (
    [
      ['name', 'effective_policy_id'],
      ['result', 'engine_result'],
    ] as const
  ).map(([field, key]) => ({
    tag: `istio.authorization.dry_run.${action}_policy.${field}`,
    metadata: {
      kind: { request: {} },
      metadataKey: { key: RBAC, path: [{ key: `istio_dry_run_${action}_shadow_${key}` }] },
    },
  })),
);

/** The tags that Istio gives every span: who the proxy serves, and which policies would have decided otherwise. */
export function istioTags({ labels, namespace, meshId, clusterId }: ProxyNodeInfo): readonly TraceTag[] {
  const literal = (tag: string, value: string | undefined, fallback: string): TraceTag => ({
    tag,
    literal: { value: value || fallback },
  });
  return [
    literal('istio.canonical_revision', labels['service.istio.io/canonical-revision'], 'latest'),
    literal('istio.canonical_service', labels['service.istio.io/canonical-name'], 'unknown'),
    literal('istio.mesh_id', meshId, 'unknown'),
    literal('istio.namespace', namespace, 'default'),
    literal('istio.cluster_id', clusterId, 'unknown'),
    ...dryRuns,
  ];
}
