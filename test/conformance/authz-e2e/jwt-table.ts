import type { ScenarioMesh } from '../differential/mesh';
import type { ActualOutcome, RequestSpec } from '../differential/scenario';
import { sendAll } from '../differential/send';
import { apply, type ReadTemplate, type Table } from './authz-table';
import { APPS, appParams, echoMesh, KEY_SERVER_PARAMS, NS1, ROOT_NAMESPACE, type EchoApp } from './echo-apps';
import { text, type Tokens } from './go-expressions';
import { render } from './go-template';

interface Row {
  readonly name: string;
  readonly customizeCall: { readonly facts: readonly string[] };
}

/** True for tables whose rows describe a call and a check in Go. */
export function isJwtTable({ rows }: Table): boolean {
  return rows.every((row) => 'customizeCall' in row);
}

/** Judges a table of calls with tokens; answers the first difference. */
export function judgeJwtTable(table: Table, read: ReadTemplate, tokens: Tokens): string | undefined {
  const rows = table.rows as unknown as readonly Row[];
  const mesh = echoMesh();
  const [from, to] = APPS.filter((app) => app.namespace === NS1 && !app.naked);
  if (!from || !to) return 'no applications';
  for (const path of table.policyTemplates) {
    const params = { To: appParams(mesh, to), Services: [appParams(mesh, to)], JWTServer: KEY_SERVER_PARAMS };
    apply(mesh, render(read(path), params), path.includes('global-') ? ROOT_NAMESPACE : to.namespace);
  }
  mesh.settle();
  mesh.run(10_000);
  for (const { name, customizeCall } of rows) {
    const why = judgeRow(mesh, customizeCall.facts, { from, to }, tokens);
    if (why !== undefined) return `${name}: ${why}`;
  }
  return undefined;
}

interface Parties {
  readonly from: EchoApp;
  readonly to: EchoApp;
}

function judgeRow(
  mesh: ScenarioMesh,
  facts: readonly string[],
  parties: Parties,
  tokens: Tokens,
): string | undefined {
  const request = requestOf(facts, parties, tokens);
  if (typeof request === 'string') return request;
  const [outcome] = sendAll(mesh, request, 1);
  const status = statusOf(facts);
  if (outcome === undefined || status === undefined) return 'what is expected is not data';
  if (outcome.status !== status) return `status ${String(outcome.status)}, not ${String(status)}`;
  return headerDifference(facts, outcome, tokens);
}

function requestOf(facts: readonly string[], { from, to }: Parties, tokens: Tokens): RequestSpec | string {
  let path = '/';
  let host: string | undefined;
  const headers: Record<string, string> = {};
  for (const fact of facts) {
    const asked = /^opts\.HTTP\.Path = (.*)$/s.exec(fact)?.[1];
    const header = /^With\("([^"]*)", (.*)\)$/s.exec(fact);
    const token = /^WithAuthz\(jwt\.(\w+)\)$/.exec(fact)?.[1];
    const named = /^WithHost\(fmt\.Sprintf\("([^"]*)", to\.ServiceName\(\)\)\)$/.exec(fact)?.[1];
    const value = asked ?? header?.[2];
    const read = value === undefined ? '' : text(value, tokens);
    if (read === undefined) return `not data: ${fact}`;
    if (asked !== undefined) path = read === '' ? '/' : read;
    if (header) headers[header[1] ?? ''] = read;
    if (token !== undefined) headers['authorization'] = `Bearer ${tokens[token] ?? ''}`;
    if (named !== undefined) host = named.replace('%s', to.name);
  }
  if (host !== undefined) return { from: 'external', to: 'ingress', url: `http://${host}${path}`, headers };
  return {
    from: `${from.namespace}/${from.name}`,
    url: `http://${to.name}.${to.namespace}${path}`,
    headers,
  };
}

const STATUSES: Readonly<Record<string, number>> = {
  StatusUnauthorized: 401,
  StatusForbidden: 403,
  StatusNotFound: 404,
  StatusOK: 200,
};

function statusOf(facts: readonly string[]): number | undefined {
  const check = facts.find((fact) => fact.startsWith('check.')) ?? '';
  const named = /check\.Status\(http\.(\w+)\)/.exec(check)?.[1];
  if (named !== undefined) return STATUSES[named];
  return check.includes('check.OK()') ? 200 : undefined;
}

/** `check.RequestHeaders(map[string]string{headers.Authorization: "Bearer " + jwt.X, …})` */
function headerDifference(
  facts: readonly string[],
  { app }: ActualOutcome,
  tokens: Tokens,
): string | undefined {
  const [, entries = ''] =
    /check\.RequestHeaders\(map\[string\]string\{(.*?)\}\)/s.exec(facts.join('\n')) ?? [];
  for (const entry of entries.split(/,\s*\n/)) {
    const [, quoted, constant, expression = ''] =
      /^\s*(?:"([^"]*)"|headers\.(\w+)):\s*(.*)$/s.exec(entry) ?? [];
    const name = (quoted ?? constant ?? '').toLowerCase();
    if (name === '') continue;
    const wanted = text(expression.replace(/,\s*$/, '').trim(), tokens);
    const found = app?.headers[name];
    if (found !== wanted) return `header ${name} is ${String(found)}, not ${String(wanted)}`;
  }
  return undefined;
}
