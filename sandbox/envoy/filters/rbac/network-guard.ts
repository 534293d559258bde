import { settled } from '../../../sim/index';
import type { NetworkRbac } from '../../config/index';
import type { NetworkGuard, Refusal } from '../network-guard';
import { engineOf } from './engine';
import { triedOut } from './tried-out';

const NAME = 'envoy.filters.network.rbac';
/** Neither a flag nor a detail of the response tells. */
const DENIED: Refusal = { flags: '', details: '' };

/** Rules about a connection (source/extensions/filters/network/rbac/rbac_filter.cc). */
export function rbacGuard({ rules, shadowRules, shadowRulesStatPrefix = '' }: NetworkRbac): NetworkGuard {
  const engine = rules && engineOf(rules, NAME, true);
  const tried = shadowRules && engineOf(shadowRules, NAME, false);
  return {
    judge(connection) {
      const { decision } = connection;
      if (tried) {
        const verdict = tried.judge(connection);
        decision.judged(verdict, connection);
        connection.metadata = { ...connection.metadata, [NAME]: triedOut(verdict, shadowRulesStatPrefix) };
      }
      if (!engine) return settled(undefined);
      const verdict = engine.judge(connection);
      decision.judged(verdict, connection);
      return settled(verdict.allowed ? undefined : DENIED);
    },
  };
}
