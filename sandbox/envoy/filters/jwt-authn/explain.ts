import type { DecisionStep, RejectedChoice, Story } from '../../../net/index';
import { because, says } from '../../decision/told';
import type { Verdict } from '../../decision/verdict';
import type { Refused } from './provider';
import type { Examination } from './requirement';

const NAME = 'envoy.filters.http.jwt_authn';

/** Nobody showed a token; shared by all such requests. */
export const NO_TOKEN: Verdict = {
  explain: () => ({
    step: 'filter',
    name: NAME,
    ...says(['noToken']),
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
        ...says(storyOf(accepted, denied)),
        ...originOf(denied ? refused.at(-1) : accepted),
        ...(rejected.length > 0 ? { rejected } : {}),
      };
    },
  };
}

function storyOf(accepted: Examination['accepted'], denied: Refused | undefined): Story {
  if (denied)
    return ['tokenDenied', denied.refusal, denied.why[0] === 'unreadableToken' ? undefined : denied.why];
  const part = (name: string): string => {
    const value = accepted?.claims[name];
    return typeof value === 'string' ? value : '';
  };
  return ['goodToken', `${part('iss')}/${part('sub')}`];
}

/** Each provider once, with what it did not like. */
function rejections(refused: Examination['refused']): RejectedChoice[] {
  const byProvider = new Map(
    refused.map(({ provider, refused: { why } }) => [
      provider.name,
      { name: `issuer ${provider.config.issuer}`, ...because(why), ...originOf({ provider }) },
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
