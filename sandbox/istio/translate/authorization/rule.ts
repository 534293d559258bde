import type { RbacPolicy } from '../../../envoy/config/index';
import type { AuthorizationCondition, AuthorizationRule } from '../../discovery/api/index';
import { conjunction } from './clauses';
import { destinationMatching, permissionAlgebra, permissionClauses } from './permissions';
import { callerMatching, principalAlgebra, principalClauses, type PrincipalPlace } from './principals';

/**
 * One rule as an Envoy policy: any operation and any source, with all conditions
 * (pilot/pkg/security/authz/model/model.go). Where a network filter cannot ask what the rule asks, an allowing rule is
 * dropped (undefined: less is allowed), any other loses the question (more is denied).
 */
export function rulePolicy(
  rule: AuthorizationRule,
  place: PrincipalPlace,
  allows: boolean,
): Pick<RbacPolicy, 'permissions' | 'principals'> | undefined {
  const when = rule.when ?? [];
  if (!when.every((condition) => isKnown(condition, place))) return undefined;
  const permissions = alternatives(rule.to).map((to) =>
    conjunction(permissionClauses(to?.operation, when, place.tcp), permissionAlgebra, allows),
  );
  const principals = alternatives(rule.from).map((from) =>
    conjunction(principalClauses(from?.source, when, place), principalAlgebra, allows),
  );
  if (!isComplete(permissions) || !isComplete(principals)) return undefined;
  return { permissions, principals };
}

/** None at all = one that asks nothing. */
function alternatives<Item>(list: readonly Item[] | undefined): readonly (Item | undefined)[] {
  return list?.length ? list : [undefined];
}

function isComplete<Matcher>(list: readonly (Matcher | undefined)[]): list is readonly Matcher[] {
  return !list.includes(undefined);
}

function isKnown({ key }: AuthorizationCondition, place: PrincipalPlace): boolean {
  return destinationMatching(key) !== undefined || callerMatching(key, place) !== undefined;
}
