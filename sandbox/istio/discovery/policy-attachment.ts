import { groupBy } from '../../lib/group-by';
import type { PolicyTarget } from './api/index';
import { compareByCreationTime, type Config } from './config';
import type { Features } from './features';
import { selects, type Labels } from './labels';

/** The proxy a policy may be for. */
export interface PolicySubject {
  readonly namespace: string;
  readonly labels: Labels;
}

const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

/**
 * True when a policy is for a proxy: by its selector, or, for the pods of a Gateway API Gateway, by a reference to
 * that Gateway in its own namespace (pilot/pkg/model/policyattachment.go). Other pods never obey references.
 */
export function isAttached(
  policy: Config<PolicyTarget>,
  subject: PolicySubject,
  { selectorBasedGatewayPolicy }: Features,
): boolean {
  const { selector, targetRef, targetRefs } = policy.spec;
  const references = targetRefs?.length ? targetRefs : targetRef ? [targetRef] : [];
  const gateway = subject.labels[GATEWAY_NAME];
  if (references.length === 0) {
    const bySelector = gateway === undefined || selectorBasedGatewayPolicy;
    return bySelector && selects(selector?.matchLabels, subject.labels);
  }
  if (gateway === undefined || policy.namespace !== subject.namespace) return false;
  return references.some(
    (reference) =>
      reference.group === 'gateway.networking.k8s.io' &&
      reference.kind === 'Gateway' &&
      reference.name === gateway &&
      (!reference.namespace || reference.namespace === subject.namespace),
  );
}

/** Policies filed by namespace, oldest first. */
export function byNamespace<Spec>(
  policies: readonly Config<Spec>[],
): ReadonlyMap<string, readonly Config<Spec>[]> {
  return groupBy([...policies].sort(compareByCreationTime), ({ namespace }) => namespace);
}
