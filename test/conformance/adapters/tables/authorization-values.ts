import { Field } from '../../../../sandbox/istio/kinds/field';
import { conditionProblems } from '../../../../sandbox/istio/validation/authorization-policy/condition';
import {
  pathTemplateProblem,
  trustDomainProblem,
  wildcardProblem,
} from '../../../../sandbox/istio/validation/authorization-policy/values';
import { validateRequestAuthentication } from '../../../../sandbox/istio/validation/request-authentication/validate';
import { at, text, texts, truth, type GoStruct } from './go-literal';
import { differ, type Table } from './table';

const source = 'pkg/config/security/security_test.go';

/** Values of security policies: conditions, path templates, wildcards, key addresses. */
export const authorizationValueTables: readonly Table[] = [
  {
    source,
    func: 'TestParseJwksURI',
    check: (row) => {
      const spec = new Field({ jwtRules: [{ issuer: 'a', jwksUri: text(row['in']) }] }, 'spec');
      const subject = { name: 'a', namespace: 'b', labels: {}, annotations: {}, spec };
      const refused = validateRequestAuthentication(subject).errors.length > 0;
      return differ(refused, truth(row['expectedError'])) ?? keyServer(row);
    },
  },
  {
    source,
    func: 'TestCheckWildcardValues',
    check: (row) => refusal(row, wildcardProblem('key', texts(row['values']))),
  },
  {
    source,
    func: 'TestCheckTrustDomainValues',
    check: (row) => refusal(row, trustDomainProblem('key', texts(row['values']))),
  },
  {
    source,
    func: 'TestValidateCondition',
    check: (row) => {
      const condition = { key: text(row['key']), values: texts(row['values']) };
      return refusal(row, conditionProblems(new Field(condition, 'when'))[0]);
    },
  },
  {
    source,
    func: 'TestCheckValidPathTemplate',
    check: (row) => refusal(row, pathTemplateProblem('paths', texts(row['values']))),
  },
  {
    source,
    func: 'TestIsValidLiteral',
    check: (row) => {
      // A literal is a segment of a template.
      const problem = pathTemplateProblem('paths', [`/{*}/${text(row['glob'])}`]);
      const oneSegment = !text(row['glob']).includes('/');
      return differ(problem === undefined && oneSegment, truth(row['expected']));
    },
  },
];

function refusal(row: GoStruct, problem: string | undefined): string | undefined {
  return differ(problem !== undefined, truth(row['wantError']));
}

/** Where keys are fetched from: name, port and whether it is TLS. */
function keyServer(row: GoStruct): string | undefined {
  const wanted = row['expected'];
  if (wanted === undefined) return undefined;
  const { hostname, port, protocol } = new URL(text(row['in']));
  const scheme = protocol.replace(':', '');
  const actual = {
    host: hostname,
    scheme,
    port: port === '' ? (scheme === 'https' ? 443 : 80) : Number(port),
    tls: scheme === 'https',
  };
  return differ(actual, {
    host: at(wanted, 'Hostname'),
    scheme: at(wanted, 'Scheme'),
    port: at(wanted, 'Port'),
    tls: at(wanted, 'UseSSL'),
  });
}
