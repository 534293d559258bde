import type { AuthorizationRule } from '../../../../sandbox/istio/discovery/api/index';
import { conjunction, type Matching } from '../../../../sandbox/istio/translate/authorization/clauses';
import { headerPattern } from '../../../../sandbox/istio/translate/authorization/patterns';
import {
  destinationMatching,
  filterMetadata,
  permissionClauses,
} from '../../../../sandbox/istio/translate/authorization/permissions';
import {
  callerMatching,
  principalAlgebra,
  principalClauses,
  type PrincipalPlace,
} from '../../../../sandbox/istio/translate/authorization/principals';
import { rulePolicy } from '../../../../sandbox/istio/translate/authorization/rule';
import { TrustDomains } from '../../../../sandbox/istio/translate/authorization/trust-domains';
import { toStringMatch } from '../../../../sandbox/istio/translate/routes/string-match';
import { identifier } from './calls';
import { at, constant, isStruct, items, text, texts, truth, type Go, type GoStruct } from './go-literal';
import { camelKeys, yaml } from './goldens';
import { message } from './manifest';
import { stringMatcher } from './string-matchers';
import { differ, type Table } from './table';

const model = 'pilot/pkg/security/authz/model/model_test.go';
const strings = 'pilot/pkg/security/authz/matcher/string_test.go';
const util = 'pilot/pkg/security/authz/model/util_test.go';

/** What rules of AuthorizationPolicies become. */
export const authorizationModelTables: readonly Table[] = [
  {
    source: 'pilot/pkg/security/authz/model/generator_test.go',
    func: 'TestGenerator',
    check: (row) => {
      const [written] = items(at(row['want'], 'args')).filter((part) => typeof part === 'string');
      const wanted = written === undefined ? undefined : callerName(camelKeys(yaml(text(written))));
      return differ(camelKeys(generated(row)), withoutTypes(wanted));
    },
  },
  {
    source: model,
    func: 'TestModel_MigrateTrustDomain',
    check: (row) => {
      const rule = ruleOf(row['rule']);
      const [domain, aliases] = items(at(row['tdBundle'], 'args'));
      const place = { ...anywhere, trustDomains: new TrustDomains([text(domain), ...texts(aliases)]) };
      const clauses = principalClauses(rule.from?.[0]?.source, rule.when ?? [], place);
      return telling(JSON.stringify(clauses), row);
    },
  },
  {
    source: model,
    func: 'TestModel_Generate',
    check: (row) => {
      const rule = identifier(row['rule']) === 'rule' ? generatedRule : ruleOf(row['rule']);
      const place = { ...anywhere, tcp: truth(row['forTCP']) };
      return telling(JSON.stringify(rulePolicy(rule, place, constant(row['action']) === 'RBAC_ALLOW')), row);
    },
  },
  {
    source: model,
    func: 'TestRule_Principal',
    check: (row) => {
      const rule = row['r'];
      const kind = text(at(rule, 'g', '$type'));
      const matching = callerMatching(attributes[kind] ?? '', { ...anywhere, tcp: truth(row['forTCP']) });
      if (!matching) return `${kind} is unknown`;
      const [values, notValues] = [texts(at(rule, 'values')), texts(at(rule, 'notValues'))];
      const allows = constant(row['action']) === 'RBAC_ALLOW';
      const found = conjunction([{ values, notValues, matching }], principalAlgebra, allows);
      const wanted = callerName({ andIds: { ids: message(row['want']) } });
      return differ(found, wanted);
    },
  },
  {
    source: util,
    func: 'TestConvertToPort',
    check: (row) => {
      const found = oneOf(destinationMatching('destination.port'), text(row['V']));
      return differ(found, row['Err'] === undefined ? { destinationPort: row['Expect'] } : undefined);
    },
  },
  {
    source: util,
    func: 'TestExtractNameInBrackets',
    check: (row) => {
      const found = oneOf(callerMatching(`request.headers${text(row['s'])}`, anywhere), '*');
      const name = found && 'header' in found ? found.header?.name : undefined;
      return differ(name, truth(row['err']) ? undefined : text(row['want']));
    },
  },
  {
    source: 'pilot/pkg/security/authz/matcher/metadata_test.go',
    func: 'TestMetadataListMatcher',
    check: (row) => {
      const found = oneOf(destinationMatching('experimental.envoy.filters.a[key1]'), '[*]');
      const element = at(found, 'metadata', 'value', 'listMatch', 'oneOf', 'stringMatch');
      return differ(element, { safeRegex: { regex: row['want'] } });
    },
  },
  {
    source: strings,
    func: 'TestStringMatcherRegex',
    check: (row) => differ(toStringMatch({ regex: text(row['v']) }), stringMatcher(row['want'])),
  },
  ...(
    [
      ['Prefix', (written: string) => `${written}*`],
      ['Suffix', (written: string) => `*${written}`],
      ['Exact', (written: string) => written],
    ] as const
  ).map(([name, value]): Table => ({
    source: strings,
    func: `TestStringMatcher${name}`,
    check: (row) => {
      const header = headerPattern('a', value(text(row['str'])), truth(row['ignoreCase']));
      return differ('stringMatch' in header ? header.stringMatch : undefined, stringMatcher(row['want']));
    },
  })),
];

const anywhere: PrincipalPlace = { policyNamespace: '', trustDomains: new TrustDomains([]), tcp: false };

const generatedRule = ruleOf(`
from:
- source:
    requestPrincipals: [td-1/ns/foo/sa/sleep-1]
    notRequestPrincipals: [td-1/ns/foo/sa/sleep-2]
- source:
    requestPrincipals: [td-1/ns/foo/sa/sleep-3]
    notRequestPrincipals: [td-1/ns/foo/sa/sleep-4]
to:
- operation: {ports: ["8001"], notPorts: ["8002"]}
- operation: {ports: ["8003"], notPorts: ["8004"]}
when:
- {key: source.principal, values: [td-1/ns/foo/sa/httpbin-1], notValues: [td-1/ns/foo/sa/httpbin-2]}
- {key: destination.ip, values: [10.0.0.1], notValues: [10.0.0.2]}
`);

/** The attribute that each of Istio's generators looks at. */
const attributes: Readonly<Record<string, string>> = {
  destIPGenerator: 'destination.ip',
  destPortGenerator: 'destination.port',
  connSNIGenerator: 'connection.sni',
  srcIPGenerator: 'source.ip',
  remoteIPGenerator: 'remote.ip',
  srcNamespaceGenerator: 'source.namespace',
  srcTrustDomainGenerator: 'source.trustDomain',
  srcPrincipalGenerator: 'source.principal',
};

/** The field of an operation that each of Istio's generators looks at. */
const operations: Readonly<Record<string, 'hosts' | 'paths' | 'methods'>> = {
  hostGenerator: 'hosts',
  pathGenerator: 'paths',
  methodGenerator: 'methods',
};

function generated(row: GoStruct): unknown {
  const [kind, value] = [text(at(row['g'], '$type')), text(row['value'])];
  const tcp = truth(row['forTCP']);
  const field = operations[kind];
  if (field) {
    const clauses = permissionClauses({ [field]: [value] }, [], tcp);
    return oneOf(clauses.find(({ values }) => values.length > 0)?.matching, value);
  }
  if (kind === 'envoyFilterGenerator') return filterMetadata(text(row['key']), [value]);
  const key = attributes[kind] ?? text(row['key']);
  return oneOf(destinationMatching(key), value) ?? oneOf(callerMatching(key, { ...anywhere, tcp }), value);
}

function oneOf<Matcher>(matching: Matching<Matcher> | undefined, value: string): Matcher | undefined {
  if (!matching) return undefined;
  return 'each' in matching ? matching.each(value) : matching.all([value]);
}

/** A rule in YAML, alone or in a call of the test's. */
function ruleOf(value: Go): AuthorizationRule {
  const written = typeof value === 'string' ? value : items(at(value, 'args'))[1];
  return yaml(text(written)) as AuthorizationRule;
}

/** Rows that say what a text must hold and what not. */
function telling(found: string | undefined, row: GoStruct): string | undefined {
  const missing = texts(row['want']).find((part) => found?.includes(part) !== true);
  const unwanted = texts(row['notWant']).find((part) => found?.includes(part) === true);
  const wrong = missing ?? unwanted;
  return wrong && `${missing === undefined ? 'unwanted' : 'missing'} ${wrong} in ${found ?? 'nothing'}`;
}

/** istiod asks a filter state for the caller's name, which is what Envoy's `authenticated` asks too. */
function callerName(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(callerName);
  if (!isStruct(value)) return value;
  const state = value['filterState'];
  if (at(state, 'key') === 'io.istio.peer_principal') {
    const principalName = at(state, 'stringMatch') ?? at(state, 'matcher', 'stringMatch');
    return { authenticated: { principalName } };
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, callerName(member)]));
}

function withoutTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTypes);
  if (!isStruct(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) =>
      name === '@type' ? [] : [[name, withoutTypes(member)]],
    ),
  );
}
