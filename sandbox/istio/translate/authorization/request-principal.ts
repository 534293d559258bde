import type { Principal, StringMatch } from '../../../envoy/config/index';
import { ANYTHING } from './patterns';
import { claim } from './token-claims';

/**
 * `issuer/subject` of the token, each a pattern; the issuer may be a URL, so the last `/` divides
 * (pilot/pkg/security/authz/model/generator.go).
 */
export function requestPrincipal(values: readonly string[]): Principal | undefined {
  const principals = values.map((value): Principal => {
    const [issuer, subject] = issuerAndSubject(value);
    return {
      andIds: { ids: [{ metadata: claim('iss', issuer) }, { metadata: claim('sub', subject) }] },
    };
  });
  return principals.length > 1 ? { orIds: { ids: principals } } : principals[0];
}

function issuerAndSubject(value: string): readonly [StringMatch, StringMatch] {
  const slash = value.lastIndexOf('/');
  const issuer = slash < 0 ? value : value.slice(0, slash);
  const subject = slash < 0 ? '' : value.slice(slash + 1);
  if (value === '*') return [ANYTHING, ANYTHING];
  if (value.startsWith('*')) {
    if (slash < 0) return [ANYTHING, { suffix: value.slice(1) }];
    return [issuer === '*' ? ANYTHING : { suffix: issuer.slice(1) }, { exact: subject }];
  }
  if (value.endsWith('*')) {
    if (slash < 0) return [{ prefix: value.slice(0, -1) }, ANYTHING];
    return [{ exact: issuer }, subject === '*' ? ANYTHING : { prefix: subject.slice(0, -1) }];
  }
  return [{ exact: issuer }, { exact: subject }];
}
