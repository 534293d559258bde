import type { FilterChain } from '../../config/index';
import { engineOf, type RbacEngine } from './engine';

const NAME = 'envoy.filters.network.rbac';

/**
 * The rules in front of a TCP proxy. They are asked once, when the client's first bytes arrive: a client that only
 * listens is never judged (source/extensions/filters/network/rbac/rbac_filter.cc).
 */
export function networkGuards({ filters }: FilterChain): RbacEngine[] {
  return filters.flatMap((filter) => {
    if (filter.name !== NAME) return [];
    const { rules, shadowRules } = filter.typedConfig;
    return [
      ...(shadowRules ? [engineOf(shadowRules, NAME, false)] : []),
      ...(rules ? [engineOf(rules, NAME, true)] : []),
    ];
  });
}
