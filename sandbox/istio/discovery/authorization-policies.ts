import type { AuthorizationPolicySpec } from './api/index';
import type { Config } from './config';
import { DEFAULT_FEATURES, type Features } from './features';
import { byNamespace, isAttached, type PolicySubject } from './policy-attachment';

export type AuthorizationPolicy = Config<AuthorizationPolicySpec>;

/** The policies a workload is under, by what they do. */
export interface AppliedPolicies {
  readonly custom: readonly AuthorizationPolicy[];
  readonly deny: readonly AuthorizationPolicy[];
  readonly allow: readonly AuthorizationPolicy[];
  readonly audit: readonly AuthorizationPolicy[];
}

const NONE: AppliedPolicies = { custom: [], deny: [], allow: [], audit: [] };

/** AuthorizationPolicies of the mesh (pilot/pkg/model/authorization.go). */
export class AuthorizationPolicyIndex {
  readonly #byNamespace: ReadonlyMap<string, readonly AuthorizationPolicy[]>;

  constructor(
    policies: readonly AuthorizationPolicy[],
    private readonly rootNamespace: string,
    private readonly features: Features = DEFAULT_FEATURES,
  ) {
    this.#byNamespace = byNamespace(policies);
  }

  /** Those of the root namespace first, then those of the workload's own; oldest first in each. */
  forWorkload(subject: PolicySubject): AppliedPolicies {
    if (this.#byNamespace.size === 0) return NONE;
    const namespaces = new Set([this.rootNamespace, subject.namespace]);
    const applied = [...namespaces].flatMap((namespace) =>
      (this.#byNamespace.get(namespace) ?? []).filter((policy) => isAttached(policy, subject, this.features)),
    );
    const of = (action: AuthorizationPolicySpec['action']): AuthorizationPolicy[] =>
      applied.filter((policy) => (policy.spec.action ?? 'ALLOW') === action);
    return { custom: of('CUSTOM'), deny: of('DENY'), allow: of('ALLOW'), audit: of('AUDIT') };
  }
}
