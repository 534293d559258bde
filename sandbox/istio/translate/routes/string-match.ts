import type { StringMatch as EnvoyStringMatch } from '../../../envoy/config/index';
import type { StringMatch } from '../../discovery/api/index';

/** undefined = "present": nothing asked, or the regex `*` that stands for it. */
export function toStringMatch(match: StringMatch | null | undefined): EnvoyStringMatch | undefined {
  if (match === null || match === undefined) return undefined;
  if (match.exact !== undefined) return { exact: match.exact };
  if (match.prefix !== undefined) return { prefix: match.prefix };
  if (match.regex === undefined || match.regex === '*') return undefined;
  return { safeRegex: { regex: match.regex } };
}
