import type { Listener, ProxyConfig, Rbac, RbacRules } from '../../../../envoy/config/index';
import { formatTable } from '../../../../lib/table';

/** In the order they are printed; what is handed to an external authorizer is only marked by its rules' names. */
const actions = ['DENY', 'ALLOW', 'LOG', 'CUSTOM'] as const;
type Action = (typeof actions)[number];

/** `ns[<namespace>]-policy[<name>]-rule[<index>]`, as istiod names what it makes of a rule. */
const ruleName = /^(istio-ext-authz-)?ns\[(.+)\]-policy\[(.+)\]-rule\[(.+)\]$/;

/** Stands for a filter without rules. */
const anonymous = '_anonymous_match_nothing_';

/**
 * The policies that a proxy enforces, a line each with its action and how many of its rules there are.
 * https://istio.io/latest/docs/reference/commands/istioctl/#istioctl-experimental-authz-check
 */
export function policyTable({ listeners }: ProxyConfig): string {
  const policiesOf = new Map<Action, Set<string>>();
  const rulesOf = new Map<string, Set<string>>();
  const add = (action: Action, policy: string, rule: string): void => {
    policiesOf.set(action, (policiesOf.get(action) ?? new Set()).add(policy));
    rulesOf.set(policy, (rulesOf.get(policy) ?? new Set()).add(rule));
  };
  for (const { rules, shadowRules } of listeners.flatMap(guardsOf)) {
    const action = rules?.action ?? 'ALLOW';
    const names = namesOf(rules);
    for (const { policy, rule } of names) add(action, policy, rule);
    for (const { policy, rule, custom } of namesOf(shadowRules)) if (custom) add('CUSTOM', policy, rule);
    if (names.length === 0) add(action, anonymous, '0');
  }
  const rows = actions.flatMap((action) =>
    [...(policiesOf.get(action) ?? [])]
      .sort()
      .map((policy) => [action, policy, String(rulesOf.get(policy)?.size ?? 0)]),
  );
  return formatTable([['ACTION', 'AuthorizationPolicy', 'RULES'], ...rows], { minWidth: 0, padding: 3 });
}

/** The chains that match something; the real command leaves the default chain out, too. */
function guardsOf({ filterChains }: Listener): readonly Rbac[] {
  return filterChains.flatMap(({ filters }) =>
    filters.flatMap((filter): readonly Rbac[] => {
      if (filter.name === 'envoy.filters.network.rbac') return [filter.typedConfig];
      if (filter.name !== 'envoy.filters.network.http_connection_manager') return [];
      return filter.typedConfig.httpFilters
        .filter(({ name }) => name === 'envoy.filters.http.rbac')
        .map(({ typedConfig }) => typedConfig as Rbac);
    }),
  );
}

interface RuleName {
  readonly policy: string;
  readonly rule: string;
  readonly custom: boolean;
}

/** Names of another form, as of the rule that stands for an unknown authorizer, are counted without a name. */
function namesOf(rules: RbacRules | undefined): readonly RuleName[] {
  return Object.keys(rules?.policies ?? {}).map((name) => {
    const [, custom, namespace, policy, rule] = ruleName.exec(name) ?? [];
    if (namespace === undefined || policy === undefined) return { policy: '', rule: '', custom: false };
    return { policy: `${policy}.${namespace}`, rule: rule ?? '', custom: custom !== undefined };
  });
}
