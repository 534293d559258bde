import { invariant } from '../../../lib/invariant';
import type { JwtRequirement } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import type { Provider, Refused } from './provider';
import { REFUSALS } from './status';
import type { Claims } from './token';

/** One request under examination: what its tokens turned out to be. */
export interface Examination {
  readonly stream: HttpStream;
  readonly nowMs: number;
  /** The last good token, and who vouches for it. */
  accepted: { readonly claims: Claims; readonly provider: Provider } | undefined;
  /** Providers whose tokens were refused, in the order tried. */
  readonly refused: { readonly provider: Provider; readonly refused: Refused }[];
}

/** Answers why a request fails a requirement; undefined = it passes. */
export type Check = (examination: Examination) => Refused | undefined;

const MISSING: Refused = { refusal: REFUSALS.missing, why: ['noTokenShown'] };

/** Compiles a requirement (source/extensions/filters/http/jwt_authn/verifier.cc). */
export function compileRequirement(
  requirement: JwtRequirement,
  providers: ReadonlyMap<string, Provider>,
): Check {
  const { providerName, requiresAny, requiresAll } = requirement;
  if (providerName !== undefined) return valid(providerOf(providerName, providers));
  if (requiresAll) {
    const checks = requiresAll.requirements.map((one) => compileRequirement(one, providers));
    return (examination) => {
      for (const check of checks) {
        const refused = check(examination);
        if (refused) return refused;
      }
      return undefined;
    };
  }
  return requiresAny ? anyOf(requiresAny.requirements, providers) : () => undefined;
}

/**
 * The first that passes decides. When none does, a refusal that says more than that the token is missing or another
 * issuer's is the answer, of several the last one's; a token of another issuer says more than none.
 */
function anyOf(requirements: readonly JwtRequirement[], providers: ReadonlyMap<string, Provider>): Check {
  const mayBeMissing = requirements.some((one) => one.allowMissing);
  const checks = requirements
    .filter((one) => !one.allowMissing)
    .map((one) => compileRequirement(one, providers));
  return (examination) => {
    let refused = MISSING;
    for (const check of checks) {
      const found = check(examination);
      if (!found) return undefined;
      if (refused === MISSING || isAboutToken(found)) refused = found;
    }
    return mayBeMissing && refused === MISSING ? undefined : refused;
  };
}

function isAboutToken({ refusal }: Refused): boolean {
  return refusal !== REFUSALS.missing && refusal !== REFUSALS.unknownIssuer;
}

/** Every token at the provider's places must be good, and there must be one. */
function valid(provider: Provider): Check {
  return (examination) => {
    const tokens = provider.tokens(examination.stream);
    for (const token of tokens.toReversed()) {
      const refused = accept(provider, token, examination);
      if (refused) return refused;
    }
    return tokens.length === 0 ? MISSING : undefined;
  };
}

function accept(
  provider: Provider,
  token: Parameters<Provider['accept']>[0],
  examination: Examination,
): Refused | undefined {
  const answer = provider.accept(token, examination.stream, examination.nowMs);
  if ('refusal' in answer) {
    examination.refused.push({ provider, refused: answer });
    return answer;
  }
  examination.accepted = { claims: answer.claims, provider };
  return undefined;
}

function providerOf(name: string, providers: ReadonlyMap<string, Provider>): Provider {
  const provider = providers.get(name);
  invariant(provider, `JWT requirement names provider ${name}, which is not configured`);
  return provider;
}
