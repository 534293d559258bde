import type { MetadataMatcher } from '../../../envoy/config/index';
import type { StringMatch } from '../../discovery/api/index';
import { claimOrElement } from '../authorization/token-claims';
import { toStringMatch } from './string-match';

const PREFIX = '@request.auth.claims';

/**
 * Header names such as `@request.auth.claims.group` or `@request.auth.claims[a][b]` ask for a claim of the
 * validated token instead of a header; undefined for every other name.
 */
export function claimMatcher(
  name: string,
  value: StringMatch | null | undefined,
): MetadataMatcher | undefined {
  const claims = claimPath(name);
  if (claims === undefined) return undefined;
  const stringMatch = toStringMatch(value);
  return claimOrElement(claims, stringMatch ? { stringMatch } : { presentMatch: true });
}

function claimPath(name: string): string[] | undefined {
  if (!name.toLowerCase().startsWith(PREFIX)) return undefined;
  const rest = name.slice(PREFIX.length);
  if (/^(\[[^[\]]+\])+$/.test(rest)) return rest.slice(1, -1).split('][');
  return rest.startsWith('.') && rest.length > 1 ? rest.slice(1).split('.') : undefined;
}
