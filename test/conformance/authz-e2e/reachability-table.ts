import type { ScenarioMesh } from '../differential/mesh';
import type { ActualOutcome } from '../differential/scenario';
import { sendAll } from '../differential/send';
import { apply, requestTo, type ReadTemplate, type Table } from './authz-table';
import {
  appParams,
  echoMesh,
  manifest,
  NS1,
  ROOT_NAMESPACE,
  type EchoApp,
  type PortName,
  type Shape,
} from './echo-apps';
import { render, type Params } from './go-template';

interface Row {
  readonly name: string;
  readonly configs: Call;
  readonly fromMatch: Expression;
  readonly toMatch: Expression;
  readonly callOpts?: readonly CallOptions[];
  readonly expectSuccess: Expression;
  readonly expectMTLS: Expression;
}

interface Call {
  readonly $call: string;
  readonly args: readonly unknown[] | null;
}

/** Functions by name, and what others make of them. */
type Expression = string | { readonly $ident: string } | Call;

interface CallOptions {
  readonly Port: { readonly Name: { readonly $go: string } };
  readonly Scheme?: string;
  readonly HTTP?: { readonly Path?: string };
}

/** A party of the test: all are called. */
interface Party extends EchoApp {
  readonly shapes: readonly Shape[];
  /** It calls others too. */
  readonly sends?: boolean;
}

const MIGRATION = 'migration';
const ISTIO_SUBSET = 'vistio';
const OTHER_SUBSET = 'vlegacy';

/** One application of each sort that one cluster of pods can hold. */
const PARTIES: readonly Party[] = [
  { namespace: NS1, name: 'a', naked: false, shapes: [{}], sends: true },
  { namespace: NS1, name: 'b', naked: false, shapes: [{}] },
  { namespace: NS1, name: 'naked', naked: true, shapes: [{}], sends: true },
  { namespace: NS1, name: 'headless', naked: false, shapes: [{ headless: true }] },
  {
    namespace: NS1,
    name: 'statefulset',
    naked: false,
    shapes: [{ headless: true, kind: 'StatefulSet' }],
  },
  {
    namespace: NS1,
    name: 'tproxy',
    naked: false,
    shapes: [{ annotations: { 'sidecar.istio.io/interceptionMode': 'TPROXY' } }],
    sends: true,
  },
  {
    namespace: NS1,
    name: MIGRATION,
    naked: false,
    shapes: [
      { version: ISTIO_SUBSET },
      { version: OTHER_SUBSET, labels: { 'sidecar.istio.io/inject': 'false' } },
    ],
  },
];

/** True for tables about who reaches whom, in plaintext or with mutual TLS. */
export function isReachabilityTable({ rows }: Table): boolean {
  return rows.every((row) => 'expectSuccess' in row && 'expectMTLS' in row);
}

/** Judges calls under policies and rules of mutual TLS, one mesh per row; answers the first difference. */
export function judgeReachabilityTable(table: Table, read: ReadTemplate): string | undefined {
  for (const row of table.rows as unknown as readonly Row[]) {
    const why = judgeRow(row, read);
    if (why !== undefined) return `${row.name}: ${why}`;
  }
  return undefined;
}

function judgeRow(row: Row, read: ReadTemplate): string | undefined {
  const mesh = echoMesh();
  for (const party of PARTIES) for (const shape of party.shapes) mesh.apply(manifest(party, shape));
  mesh.settle();
  applyConfigs(mesh, row.configs, read);
  const takesPart = (party: Party, match: Expression): boolean =>
    holds(match, { from: party, to: party, path: '' }, MATCHERS);
  for (const { Port, Scheme, HTTP } of row.callOpts ?? DEFAULT_CALLS) {
    const port = /^ports\.(\w+)\.Name$/.exec(Port.Name.$go)?.[1] as PortName;
    const path = HTTP?.Path ?? '/';
    const headers: Readonly<Record<string, string>> =
      Scheme === '$scheme.WebSocket' ? { connection: 'Upgrade', upgrade: 'websocket' } : {};
    for (const from of PARTIES.filter((party) => party.sends && takesPart(party, row.fromMatch))) {
      for (const to of PARTIES.filter((party) => party !== from && takesPart(party, row.toMatch))) {
        const [outcome] = sendAll(mesh, requestTo(from, to, port, { path, headers }, to.shapes[0]), 1);
        const why = difference(row, { from, to, path }, port, outcome);
        if (why !== undefined) return `${from.name} to ${to.name}:${port}${path}: ${why}`;
      }
    }
  }
  return undefined;
}

const DEFAULT_CALLS: readonly CallOptions[] = ['HTTP', 'HTTPS', 'TCP'].map((port) => ({
  Port: { Name: { $go: `ports.${port}.Name` } },
}));

function difference(
  row: Row,
  call: Parties,
  port: PortName,
  outcome: ActualOutcome | undefined,
): string | undefined {
  const seen = String(outcome?.status ?? outcome?.error);
  const answered = outcome?.app !== null && outcome?.status === 200;
  const wanted = holds(row.expectSuccess, call, CONDITIONS);
  if (answered !== wanted) return `${seen}, should ${wanted ? '' : 'not '}succeed`;
  // The field that tells of mutual TLS is HTTP's.
  if (!wanted || port === 'TCP' || port === 'HTTPS') return undefined;
  const mutual = outcome?.app?.headers['x-forwarded-client-cert'] !== undefined;
  if (mutual === holds(row.expectMTLS, call, CONDITIONS)) return undefined;
  return mutual ? 'came with mutual TLS, not in plaintext' : 'came in plaintext, not with mutual TLS';
}

interface Parties {
  readonly from: Party;
  readonly to: Party;
  readonly path: string;
}

type Conditions = Readonly<Record<string, (call: Parties) => boolean>>;

/** The test's conditions on a call, by their names. */
const CONDITIONS: Conditions = {
  always: () => true,
  never: () => false,
  fromNaked: ({ from }) => from.naked,
  toNaked: ({ to }) => to.naked,
  toMigrationIstioSubset: ({ path }) => path === `/${ISTIO_SUBSET}`,
  toMigrationNonIstioSubset: ({ path }) => path === `/${OTHER_SUBSET}`,
};

/** The test's choices of parties, by their names. */
const MATCHERS: Conditions = {
  migration: ({ to }) => to.name === MIGRATION,
  notMigration: ({ to }) => to.name !== MIGRATION,
  '$match.NotNaked': ({ to }) => !to.naked,
  '$match.NotVM': () => true,
  '$match.NotHeadless': ({ to }) => to.shapes[0]?.headless !== true,
};

function holds(expression: Expression, call: Parties, known: Conditions): boolean {
  if (typeof expression === 'object' && '$call' in expression) {
    const parts = (expression.args ?? []) as readonly Expression[];
    const each = (part: Expression): boolean => holds(part, call, known);
    const operator = expression.$call.split('.').at(-1)?.toLowerCase();
    if (operator === 'not' && parts[0] !== undefined) return !each(parts[0]);
    if (operator === 'and') return parts.every(each);
    if (operator === 'or') return parts.some(each);
  }
  const name = typeof expression === 'string' ? expression : '$ident' in expression ? expression.$ident : '';
  const condition = known[name];
  if (!condition) throw new Error(`not data: ${JSON.stringify(expression)}`);
  return condition(call);
}

/** Applies files for each application that is called, in its namespace unless they are for another one. */
function applyConfigs(mesh: ScenarioMesh, { $call: call, args }: Call, read: ReadTemplate): void {
  const [given] = args ?? [];
  const inNamespace = call.endsWith('.WithNamespace');
  const namespace = namespaceOf(inNamespace ? given : (given as Params)['param.Namespace.String()']);
  const params = inNamespace ? {} : modes(given as Params);
  const files = [...call.matchAll(/config\.File\("([^"]*)"\)/g)].map(([, path = '']) => read(path));
  const made = files.flatMap((file) =>
    PARTIES.map((to) => render(file, { ...params, To: appParams(mesh, to) })),
  );
  for (const text of new Set(made)) apply(mesh, text, namespace ?? NS1);
  mesh.settle();
}

function namespaceOf(value: unknown): string | undefined {
  const { $ident, $go } = (value ?? {}) as { readonly $ident?: string; readonly $go?: string };
  return $ident === 'systemNS' ? ROOT_NAMESPACE : $go === 'apps.Ns1.Namespace' ? NS1 : undefined;
}

/** What the test's names for parameters are in templates. */
const MODE_PARAMS = {
  mtlsModeParam: 'MTLSMode',
  mtlsModeOverrideParam: 'MTLSModeOverride',
  tlsModeParam: 'TLSMode',
} as const;

function modes(given: Params): Params {
  return Object.fromEntries(
    Object.entries(MODE_PARAMS).map(([param, name]) => {
      const value = given[param] as string | Call | undefined;
      const mode = typeof value === 'object' ? /^model\.MTLS(\w+)\.String$/.exec(value.$call)?.[1] : value;
      return [name, mode?.toUpperCase()];
    }),
  );
}
