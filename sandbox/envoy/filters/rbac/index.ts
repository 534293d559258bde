import type { HttpResponse } from '../../../net/index';
import { settled, type Process } from '../../../sim/index';
import type { Rbac } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import { defineFilter, type Next } from '../filter';
import { deniedDetails, engineOf, type RbacEngine } from './engine';
import { triedOut } from './tried-out';

const NAME = 'envoy.filters.http.rbac';

/** Lets pass or denies by rules about the request and who sent it (source/extensions/filters/http/rbac/rbac_filter.cc). */
export const rbacFilter = defineFilter({
  name: NAME,
  create({ config }) {
    const { rules, shadowRules, shadowRulesStatPrefix = '' } = config as Rbac;
    const engine = rules && engineOf(rules, NAME, true);
    const tried = shadowRules && engineOf(shadowRules, NAME, false);
    if (!engine && !tried) return undefined;
    return (stream: HttpStream, next: Next): Process<HttpResponse> => {
      if (tried) tryOut(stream, tried, shadowRulesStatPrefix);
      if (!engine) return next(stream);
      const verdict = engine.judge(stream);
      stream.decision.judged(verdict, stream);
      return verdict.allowed
        ? next(stream)
        : settled(stream.reply(403, 'RBAC: access denied', deniedDetails(verdict)));
    };
  },
});

/** Writes the verdict down for filters behind, which may act on it. */
function tryOut(stream: HttpStream, engine: RbacEngine, prefix: string): void {
  const verdict = engine.judge(stream);
  stream.decision.judged(verdict, stream);
  stream.setMetadata(NAME, triedOut(verdict, prefix));
}
