import type { DecisionStep, RejectedChoice } from '../../../net/index';
import type { Verdict } from '../../decision/verdict';
import type { Refused } from './provider';
import type { Examination } from './requirement';

const NAME = 'envoy.filters.http.jwt_authn';

/** Nobody showed a token; shared by all such requests. */
export const NO_TOKEN: Verdict = {
  explain: () => ({
    step: 'filter',
    name: NAME,
    summary: 'The request carries no token and goes on without a principal.',
  }),
};

/** What became of a request with a token. */
export function tokenVerdict({ accepted, refused }: Examination, denied: Refused | undefined): Verdict {
  return {
    explain(): DecisionStep {
      const rejected = rejections(refused);
      return {
        step: 'filter',
        name: NAME,
        summary: summary(accepted, denied),
        ...originOf(denied ? refused.at(-1) : accepted),
        ...(rejected.length > 0 ? { rejected } : {}),
      };
    },
  };
}

function summary(accepted: Examination['accepted'], denied: Refused | undefined): string {
  if (denied) return `Denied: ${denied.refusal}${denied.why === denied.refusal ? '' : ` (${denied.why})`}.`;
  const part = (name: string): string => {
    const value = accepted?.claims[name];
    return typeof value === 'string' ? value : '';
  };
  return `The token is good: its principal is ${part('iss')}/${part('sub')}.`;
}

/** Each provider once, with what it did not like. */
function rejections(refused: Examination['refused']): RejectedChoice[] {
  const byProvider = new Map(
    refused.map(({ provider, refused: { why } }) => [
      provider.name,
      { name: `issuer ${provider.config.issuer}`, reason: why, ...originOf({ provider }) },
    ]),
  );
  return [...byProvider.values()];
}

function originOf(
  entry: Pick<Examination['refused'][number], 'provider'> | undefined,
): Pick<DecisionStep, 'origin'> {
  const origin = entry?.provider.config.origin;
  return origin ? { origin } : {};
}
