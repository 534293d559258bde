import type { StringMatch } from '../../../../sandbox/envoy/config/index';
import { nestedNames } from '../../../../sandbox/istio/translate/authorization/token-claims';
import { headerPattern, pattern } from '../../../../sandbox/istio/translate/authorization/patterns';
import {
  isPathTemplate,
  permissionClauses,
} from '../../../../sandbox/istio/translate/authorization/permissions';
import { callerMatching } from '../../../../sandbox/istio/translate/authorization/principals';
import { requestPrincipal } from '../../../../sandbox/istio/translate/authorization/request-principal';
import { TrustDomains } from '../../../../sandbox/istio/translate/authorization/trust-domains';
import { at, items, text, texts, truth, type Go, type GoStruct } from './go-literal';
import { camelKeys, yaml } from './goldens';
import { stringMatcher } from './string-matchers';
import { differ, type Table } from './table';

const header = 'pilot/pkg/security/authz/matcher/header_test.go';
const strings = 'pilot/pkg/security/authz/matcher/string_test.go';
const generator = 'pilot/pkg/security/authz/model/generator_test.go';
const util = 'pilot/pkg/security/authz/model/util_test.go';

/** What the values of security policies are compared with. */
export const securityMatcherTables: readonly Table[] = [
  {
    source: header,
    func: 'TestHeaderMatcher',
    check: (row) => differ(headerPattern(text(row['K']), text(row['V'])), headerMatcher(row['Expect'])),
  },
  {
    source: header,
    func: 'TestHostMatcher',
    check: (row) => differ(headerPattern(text(row['K']), text(row['V']), true), headerMatcher(row['Expect'])),
  },
  {
    source: header,
    func: 'TestPathMatcher',
    check: (row) => differ(pattern(text(row['V'])), stringMatcher(at(row['Expect'], 'Rule', 'Path'))),
  },
  {
    source: strings,
    func: 'TestStringMatcherWithPrefix',
    check: (row) => differ(pattern(text(row['v']), text(row['prefix'])), stringMatcher(row['want'])),
  },
  {
    source: strings,
    func: 'TestStringMatcherRegex_Match',
    check: (row) => telling(pattern(text(row['v']), text(row['prefix'])), row),
  },
  {
    source: 'pilot/pkg/security/authz/matcher/template_test.go',
    func: 'TestPathTemplateMatcher',
    check: (row) => {
      const path = text(row['path']);
      const clause = permissionClauses({ paths: [path] }, [], false).find(({ values }) => values.length > 0);
      const permission = clause && 'each' in clause.matching ? clause.matching.each(path) : undefined;
      const found = permission && 'uriTemplate' in permission ? permission.uriTemplate : undefined;
      return differ(found?.typedConfig.pathTemplate, text(at(row['want'], 'PathTemplate')));
    },
  },
  {
    source: 'pkg/config/security/security_test.go',
    func: 'TestContainsPathTemplate',
    check: (row) => differ(isPathTemplate(text(row['path'])), truth(row['isPathTemplate'])),
  },
  {
    source: util,
    func: 'TestExtractNameInNestedBrackets',
    check: (row) => {
      const failed = truth(row['err']);
      return differ(nestedNames(text(row['s'])), failed ? undefined : texts(row['want']));
    },
  },
  {
    source: generator,
    func: 'TestRequestPrincipal',
    check: (row) =>
      differ(camelKeys(requestPrincipal([text(row['in'])])), camelKeys(yaml(text(row['want'])))),
  },
  {
    source: generator,
    func: 'TestServiceAccount',
    check: (row) => {
      const matcher = callerPattern('source.serviceAccount', text(row['Input']));
      return differ(isMatch(matcher, text(row['Identity'])), truth(row['Match']));
    },
  },
  {
    source: generator,
    func: 'TestNamespaceMatcherRegex_Match',
    check: (row) => telling(callerPattern('source.namespace', text(row['v'])), row),
  },
  {
    source: 'pilot/pkg/security/trustdomain/bundle_test.go',
    func: 'TestReplaceTrustDomainAliases',
    check: (row) => {
      const [domain, aliases] = items(at(row['trustDomainBundle'], 'args'));
      const names = new TrustDomains([text(domain), ...texts(aliases)]);
      return differ(names.principals(texts(row['principals'])), texts(row['expect']));
    },
  },
];

function headerMatcher(value: Go): unknown {
  const specifier = at(value, 'HeaderMatchSpecifier');
  const name = text(at(value, 'Name'));
  if (truth(at(specifier, 'PresentMatch'))) return { name, presentMatch: true };
  return { name, stringMatch: stringMatcher(at(specifier, 'StringMatch')) };
}

/** How Istio's tests name the policy's place. */
function callerPattern(key: string, value: string): StringMatch | undefined {
  const place = { policyNamespace: 'my-ns', trustDomains: new TrustDomains([]), tcp: false };
  const matching = callerMatching(key, place);
  const principal = matching && 'each' in matching ? matching.each(value) : undefined;
  return principal && 'authenticated' in principal ? principal.authenticated?.principalName : undefined;
}

function isMatch(matcher: StringMatch | undefined, identity: string): boolean {
  if (matcher?.safeRegex === undefined) return matcher?.exact === identity;
  return new RegExp(`^(?:${matcher.safeRegex.regex})$`).test(identity);
}

/** Rows that name what matches and what does not. */
function telling(matcher: StringMatch | undefined, row: GoStruct): string | undefined {
  const actual = [isMatch(matcher, text(row['match'])), isMatch(matcher, text(row['noMatch']))];
  return differ(actual, [true, false]);
}
