import { RbacEngine } from '../../../sandbox/envoy/filters/rbac/engine';
import { pathnameOf } from '../../../sandbox/envoy/match/request-facts';
import type { Subject } from '../../../sandbox/envoy/match/subject';
import { ApiError } from '../../../sandbox/kube/index';
import { rulePolicy } from '../../../sandbox/istio/translate/authorization/rule';
import { TrustDomains } from '../../../sandbox/istio/translate/authorization/trust-domains';
import { HttpHeaders } from '../../../sandbox/net/index';
import { apply, requestTo } from '../authz-e2e/authz-table';
import { APPS, echoMesh, NS1 } from '../authz-e2e/echo-apps';
import { publishedKeys } from '../authz-e2e/published-keys';
import type { ScenarioMesh } from '../differential/mesh';
import { sendAll } from '../differential/send';
import { firstDifference } from './check';

interface PolicyRow {
  readonly action: string;
  readonly spec?: string;
  readonly rules?: readonly (string | object)[];
  readonly annotations?: Readonly<Record<string, string>>;
}

interface CaseRow {
  readonly policies: readonly PolicyRow[];
  readonly request?: string;
  readonly request_authentication?: boolean;
  readonly tcp_port?: boolean;
  readonly result: number | string;
  readonly detail?: string;
}

interface AuthorizationSet {
  readonly cases: readonly CaseRow[];
  readonly string_match: readonly {
    readonly pattern: string;
    readonly value: string;
    readonly result: string;
  }[];
  readonly host_match: readonly {
    readonly pattern: string;
    readonly authority: string;
    readonly match: boolean;
  }[];
  readonly namespace_regex: readonly { readonly value: string; readonly regex_on_principal_uri: string }[];
  readonly service_account_regex: readonly { readonly value: string; readonly regex: string }[];
}

/** Policies played between applications, and the meaning of patterns. */
export function authorization(set: AuthorizationSet): string | undefined {
  return (
    firstDifference(set.cases, playCase) ??
    firstDifference(set.string_match, ({ pattern, value, result }) => ({
      got: matches({ paths: [pattern] }, { pathname: pathnameOf(value) }),
      expected: result.startsWith('match'),
    })) ??
    firstDifference(set.host_match, ({ pattern, authority, match }) => ({
      got: matches({ hosts: [pattern] }, { authority }),
      expected: match,
    })) ??
    firstDifference(set.namespace_regex, ({ value, regex_on_principal_uri: expected }) => ({
      got: callerRegex({ namespaces: [value] }),
      expected,
    })) ??
    firstDifference(set.service_account_regex, ({ value, regex: expected }) => ({
      got: callerRegex({ serviceAccounts: [value.replace(/ .*/, '')] }),
      expected,
    }))
  );
}

const PLACE = { policyNamespace: 'default', trustDomains: new TrustDomains(['cluster.local']), tcp: false };

function matches(
  operation: object,
  asked: { readonly pathname?: string; readonly authority?: string },
): boolean {
  const policy = rulePolicy({ to: [{ operation }] }, PLACE, true);
  if (!policy) return false;
  const subject: Subject = {
    facts: {
      method: 'GET',
      scheme: 'http',
      authority: 'web',
      pathname: '/',
      query: '',
      headers: new HttpHeaders(),
      ...asked,
    },
    downstream: {
      direction: 'inbound',
      application: 'http/1.1',
      source: { ip: '10.0.0.1', port: 1 },
      destination: { ip: '10.0.0.2', port: 80 },
      tls: false,
    },
  };
  return new RbacEngine({ policies: { only: policy } }, 'rbac', true).judge(subject).allowed;
}

function callerRegex(source: object): string | undefined {
  const policy = rulePolicy({ from: [{ source }] }, PLACE, true);
  const [regex] = JSON.stringify(policy?.principals).match(/(?<="regex":")[^"]*/) ?? [];
  return regex === undefined ? undefined : (JSON.parse(`"${regex}"`) as string);
}

function playCase(row: CaseRow): { readonly got: unknown; readonly expected: unknown } {
  const mesh = echoMesh();
  const [client, server] = APPS.filter((app) => app.namespace === NS1 && !app.naked);
  const naked = APPS.find((app) => app.naked);
  if (!client || !server || !naked) return { got: 'no applications', expected: row.result };
  const texts = row.policies.map((policy, index) => policyText(policy, index));
  const needsTokens = row.request_authentication === true || row.request?.includes('token') === true;
  for (const text of [...texts, ...(needsTokens ? [tokens] : [])]) applyIfAdmitted(mesh, text);
  mesh.settle();
  const { request = '' } = row;
  const [, method = 'GET', path = '/'] = /^(GET|POST)?\s*(\/\S*)?/.exec(request) ?? [];
  const from = request.startsWith('plaintext') ? naked : client;
  const headers: Record<string, string> = request === 'bad token' ? { authorization: 'Bearer x' } : {};
  const port = row.tcp_port === true ? 'TCP' : 'HTTP';
  const [outcome] = sendAll(mesh, requestTo(from, server, port, { path, headers, method }), 1);
  const got = outcome?.error === null ? outcome.status : 'connection reset';
  if (row.detail === undefined) return { got, expected: row.result };
  const details = outcome?.hops
    .at(-1)
    ?.details?.replace(/ns\[[^\]]*\]-policy\[[^\]]*\]/, 'ns[NS]-policy[NAME]');
  return { got: [got, details], expected: [row.result, row.detail] };
}

/** The webhook turns away what could never have an effect, such as DENY without rules. */
function applyIfAdmitted(mesh: ScenarioMesh, text: string): void {
  try {
    apply(mesh, text, NS1);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

const tokens = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: tokens
spec:
  jwtRules: [{issuer: me, jwks: '${publishedKeys}'}]
`;

function policyText({ action, rules, annotations }: PolicyRow, index: number): string {
  const spec = { action, ...(rules ? { rules: rules.map(ruleOf) } : {}) };
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: p${String(index)}
  annotations: ${JSON.stringify(annotations ?? {})}
spec: ${JSON.stringify(spec)}
`;
}

/** `method GET, port 9000`, `from principals cluster.local/…`, or the rule itself. */
function ruleOf(rule: string | object): object {
  if (typeof rule !== 'string') return rule;
  const source: Record<string, string[]> = {};
  const operation: Record<string, string[]> = {};
  for (const part of rule.replace(/^from /, '').split(', ')) {
    const [, field = '', value = ''] = /^(\w+) (.*)$/.exec(part) ?? [];
    const values = value.startsWith('[') ? value.slice(1, -1).replaceAll('"', '').split(', ') : [value];
    const isOperation = ['method', 'path', 'port', 'host'].includes(field);
    (isOperation ? operation : source)[isOperation ? `${field}s` : field] =
      field === 'port' ? [String(19_090)] : values;
  }
  return {
    ...(Object.keys(source).length > 0 ? { from: [{ source }] } : {}),
    ...(Object.keys(operation).length > 0 ? { to: [{ operation }] } : {}),
  };
}
