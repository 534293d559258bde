import { compareText } from '../../lib/compare-text';
import type { JwtRule, RequestAuthenticationSpec } from './api/index';
import type { Config } from './config';
import { DEFAULT_FEATURES, type Features } from './features';
import { byNamespace, isAttached, type PolicySubject } from './policy-attachment';

/** One issuer a workload accepts, and where that was written. */
export interface AppliedJwtRule {
  readonly rule: JwtRule;
  readonly policy: Config<RequestAuthenticationSpec>;
  /** `spec.jwtRules[0]`. */
  readonly path: string;
}

/** RequestAuthentications of the mesh (pilot/pkg/model/authentication.go). */
export class RequestAuthenticationIndex {
  readonly #byNamespace: ReadonlyMap<string, readonly Config<RequestAuthenticationSpec>[]>;

  constructor(
    policies: readonly Config<RequestAuthenticationSpec>[],
    private readonly rootNamespace: string,
    private readonly features: Features = DEFAULT_FEATURES,
  ) {
    this.#byNamespace = byNamespace(policies);
  }

  /** Every rule of the mesh. */
  get rules(): JwtRule[] {
    return [...this.#byNamespace.values()].flat().flatMap(({ spec }) => spec.jwtRules ?? []);
  }

  /** The policies a workload is under: those of its own namespace first, oldest first in each. */
  policiesFor(subject: PolicySubject): Config<RequestAuthenticationSpec>[] {
    const namespaces = new Set([subject.namespace, this.rootNamespace]);
    return [...namespaces]
      .flatMap((namespace) => this.#byNamespace.get(namespace) ?? [])
      .filter((policy) => isAttached(policy, subject, this.features));
  }

  /** The rules of all policies a workload is under, by issuer; equal issuers stay in the order found. */
  forWorkload(subject: PolicySubject): AppliedJwtRule[] {
    return this.policiesFor(subject)
      .flatMap((policy) =>
        (policy.spec.jwtRules ?? []).map((rule, index) => ({
          rule,
          policy,
          path: `spec.jwtRules[${String(index)}]`,
        })),
      )
      .sort((a, b) => compareText(a.rule.issuer ?? '', b.rule.issuer ?? ''));
  }
}

/** Names the key set a rule asks for: the place it is fetched from depends on both. */
export function keySetName({ issuer = '', jwksUri, jwks_uri }: JwtRule): string {
  return `${issuer} ${jwksUri ?? jwks_uri ?? ''}`;
}
