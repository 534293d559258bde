import type {
  HttpFilter,
  NetworkFilter,
  NetworkRbac,
  Rbac,
  RbacPolicy,
  RbacRules,
} from '../../../envoy/config/index';
import type { AuthorizationPolicy } from '../../discovery/index';
import type { Context } from '../context';
import { enabledFor, findAuthorizer, type Authorizer } from './ext-authz';
import { ruleSets, type RuleSetKind } from './rule-sets';
import { TrustDomains } from './trust-domains';

const HTTP_RBAC = 'envoy.filters.http.rbac';
const NETWORK_RBAC = 'envoy.filters.network.rbac';
const TCP_STATS = 'tcp.';

/** CUSTOM policies on HTTP: rules that mark requests, and the question to the authorizer for marked ones. */
export function customHttpFilters(context: Context): HttpFilter[] {
  return customFilters(context, false).flatMap(({ rbac, provider, authorizer }) => [
    httpRbac(rbac),
    ...(authorizer
      ? [
          {
            name: 'envoy.filters.http.ext_authz',
            typedConfig: {
              ...authorizer.http,
              filterEnabledMetadata: enabledFor(HTTP_RBAC, provider),
            },
          },
        ]
      : []),
  ]);
}

/** AUDIT, DENY and ALLOW policies on HTTP, in this order. */
export function httpRbacFilters(context: Context): HttpFilter[] {
  return enforcedRules(context, false).map(httpRbac);
}

/** All policies on TCP: CUSTOM, then AUDIT, DENY and ALLOW; an authorizer that speaks HTTP is left out. */
export function networkRbacFilters(context: Context): NetworkFilter[] {
  const custom = customFilters(context, true).flatMap(({ rbac, provider, authorizer }): NetworkFilter[] => {
    if (authorizer === undefined) return [networkRbac(rbac)];
    if (authorizer.tcp === undefined) return [];
    return [
      networkRbac(rbac),
      {
        name: 'envoy.filters.network.ext_authz',
        typedConfig: { ...authorizer.tcp, filterEnabledMetadata: enabledFor(NETWORK_RBAC, provider) },
      },
    ];
  });
  return [...custom, ...enforcedRules(context, true).map(networkRbac)];
}

function enforcedRules(context: Context, tcp: boolean): Rbac[] {
  const { audit, deny, allow } = context.authorizationPolicies;
  const actions = [
    ['LOG', audit],
    ['DENY', deny],
    ['ALLOW', allow],
  ] as const;
  return actions.flatMap(([action, policies]) => {
    if (policies.length === 0) return [];
    const sets = ruleSets(policies, kindOf(context, action, tcp, ''));
    // Without rules to try out, istiod still names the prefix of the default action.
    const tried = sets.shadowRules ? action : 'ALLOW';
    return [
      {
        ...sets,
        ...(tried === 'LOG' ? {} : { shadowRulesStatPrefix: `istio_dry_run_${tried.toLowerCase()}_` }),
      },
    ];
  });
}

interface CustomFilter {
  readonly provider: string;
  readonly rbac: Rbac;
  /** Undefined when there is none to ask: the rules deny by themselves. */
  readonly authorizer: Authorizer | undefined;
}

function customFilters(context: Context, tcp: boolean): CustomFilter[] {
  const { custom } = context.authorizationPolicies;
  const providers = [...new Set(custom.map(providerOf))].sort();
  return providers.map((provider) => {
    const kind = kindOf(context, 'DENY', tcp, `istio-ext-authz-${provider === '' ? '' : `${provider}-`}`);
    const sets = ruleSets(
      custom.filter((policy) => providerOf(policy) === provider),
      kind,
    );
    const rules = sets.rules ?? { action: 'DENY' };
    // One authorizer per workload; with several, none can be trusted to decide.
    const authorizer = providers.length > 1 ? undefined : findAuthorizer(context, provider);
    if (authorizer === undefined) return { provider, rbac: { rules: denying(rules) }, authorizer };
    const tried = sets.shadowRules?.policies ? { rules: sets.shadowRules } : {};
    const rbac = { ...tried, shadowRules: rules, shadowRulesStatPrefix: 'istio_ext_authz_' };
    return { provider, rbac, authorizer };
  });
}

function providerOf(policy: AuthorizationPolicy): string {
  return policy.spec.provider?.name ?? '';
}

function kindOf(
  context: Context,
  action: RuleSetKind['action'],
  tcp: boolean,
  namePrefix: string,
): RuleSetKind {
  const { trustDomain, trustDomainAliases } = context.snapshot.mesh;
  return {
    action,
    tcp,
    namePrefix,
    trustDomains: new TrustDomains([trustDomain, ...(trustDomainAliases ?? [])]),
  };
}

function denying(rules: RbacRules): RbacRules {
  const policies = Object.entries(rules.policies ?? {}).map(([name, policy]): [string, RbacPolicy] => [
    `${name}-deny-due-to-bad-CUSTOM-action`,
    policy,
  ]);
  return { action: 'DENY', ...(policies.length > 0 ? { policies: Object.fromEntries(policies) } : {}) };
}

function httpRbac(rbac: Rbac): HttpFilter {
  return { name: HTTP_RBAC, typedConfig: { ...rbac } };
}

function networkRbac(rbac: Rbac): NetworkFilter {
  const typedConfig: NetworkRbac = { ...rbac, statPrefix: TCP_STATS };
  return { name: NETWORK_RBAC, typedConfig };
}
