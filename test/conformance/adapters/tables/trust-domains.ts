import {
  isDomainEnforced,
  isOneOf,
  trustDomainOf,
  underTrustDomain,
} from '../../../../sandbox/istio/translate/authorization/trust-domains';
import { text, texts, truth } from './go-literal';
import { differ, type Table } from './table';

const source = 'pilot/pkg/security/trustdomain/bundle_test.go';

/** The trust domain of a principal. */
export const trustDomainTables: readonly Table[] = [
  {
    source,
    func: 'TestReplaceTrustDomainInPrincipal',
    check: (row) => {
      const renamed = underTrustDomain(text(row['trustDomainIn']), text(row['principal']));
      return differ(
        [renamed ?? '', renamed === undefined],
        [text(row['out']), text(row['expectedError']) !== ''],
      );
    },
  },
  {
    source,
    func: 'TestGetTrustDomainFromSpiffeIdentity',
    check: (row) => differ(trustDomainOf(text(row['principal'])) ?? '', text(row['out'])),
  },
  {
    source,
    func: 'TestIsTrustDomainBeingEnforced',
    check: (row) => differ(isDomainEnforced(text(row['principal'])), truth(row['want'])),
  },
  {
    source: 'pilot/pkg/security/trustdomain/util_test.go',
    func: 'TestStringMatch',
    check: (row) => differ(isOneOf(text(row['element']), texts(row['list'])), truth(row['expected'])),
  },
];
