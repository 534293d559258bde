import type { Subject as Thing } from '../../../net/index';
import type { CidrRange, Principal } from '../../config/index';
import { compileRange } from '../../match/cidr';
import { compileStringMatch } from '../../match/string-matcher';
import { remoteAddress, type Subject } from '../../match/subject';
import { headerTest, metadataTest } from './permission-test';
import { ANY, UNKNOWN, all, any, not, valueTest, type Test } from './test';

/** Compiles what a rule says about the caller. */
export function principalTest(principal: Principal): Test {
  const { andIds, orIds, notId } = principal;
  if (andIds) return all(andIds.ids.map(principalTest));
  if (orIds) return any(orIds.ids.map(principalTest));
  if (notId) return not(principalTest(notId));
  return principal.any ? ANY : leafTest(principal);
}

function leafTest({ authenticated, directRemoteIp, remoteIp, header, metadata }: Principal): Test {
  if (authenticated) {
    const name = compileStringMatch(authenticated.principalName);
    // Only mutual TLS proves who calls: a plaintext caller is nobody.
    return valueTest(
      { is: 'caller' },
      ({ downstream }) => downstream.peerIdentity,
      (identity) => name.matches(identity),
      () => name.demand(),
    );
  }
  if (directRemoteIp)
    return addressTest({ is: 'source IP' }, directRemoteIp, ({ downstream }) => downstream.source.ip);
  if (remoteIp) return addressTest({ is: 'remote IP' }, remoteIp, remoteAddress);
  if (header) return headerTest(header);
  return metadata ? metadataTest(metadata) : UNKNOWN;
}

function addressTest(what: Thing, range: CidrRange, read: (subject: Subject) => string): Test {
  const text = `${range.addressPrefix}/${String(range.prefixLen)}`;
  return valueTest(what, read, compileRange(range), () => ({ is: 'range', text }));
}
