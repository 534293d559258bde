import type { ScenarioMesh } from '../differential/mesh';
import type { RequestSpec } from '../differential/scenario';
import { sendAll } from '../differential/send';
import { apply, requestTo, type ReadTemplate, type Table } from './authz-table';
import {
  APPS,
  appParams,
  echoMesh,
  manifest,
  NS1,
  PORTS,
  ROOT_NAMESPACE,
  type EchoApp,
  type PortName,
} from './echo-apps';
import { expectedReach, type Reach } from './expected-reach';
import { render, type Params } from './go-template';

interface Value {
  readonly $ident?: string;
  readonly $go?: string;
  readonly $call?: string;
  readonly args?: readonly unknown[] | null;
}
interface CallOptions {
  readonly Port: { readonly Name: string | Value };
  readonly Scheme?: string;
  readonly HTTP?: { readonly Path?: string };
}
interface Row {
  readonly name: string;
  readonly configs: Value;
  readonly fromMatch: Value;
  readonly toMatch: Value;
  readonly callOpts?: readonly CallOptions[] | Value;
}

/** What one case is about, with its calls. */
interface Case {
  readonly row: Row;
  readonly files: readonly string[];
  readonly params: Readonly<Record<string, string>>;
  /** Where objects of no target go; undefined = they are made for every target. */
  readonly namespace: string | undefined;
}

interface Call {
  readonly port: PortName;
  readonly path: string;
  readonly webSocket: boolean;
}

/** The workload that is half in the mesh: pods of one version have a sidecar, those of the other have none. */
const MIGRATION: EchoApp = { namespace: NS1, name: 'migration', naked: false };
const IN_MESH = 'vistio';
const LEGACY = 'vlegacy';
const MIGRATION_CALLS: readonly Call[] = [IN_MESH, LEGACY].map((version) => ({
  port: 'HTTP',
  path: `/${version}`,
  webSocket: false,
}));
const CORE_CALLS: readonly Call[] = (['HTTP', 'HTTPS', 'TCP'] as const).map((port) => ({
  port,
  path: '/',
  webSocket: false,
}));

export function isReachabilityTable({ rows }: Table): boolean {
  return rows.every((row) => 'configs' in row && 'expectSuccess' in row);
}

/** Judges who reaches whom, with or without mutual TLS; answers the first difference. */
export function judgeReachabilityTable(table: Table, read: ReadTemplate): string | undefined {
  for (const row of table.rows as unknown as readonly Row[]) {
    const why = judgeCase(caseOf(row), read);
    if (why !== undefined) return `${row.name}: ${why}`;
  }
  return undefined;
}

function judgeCase(one: Case, read: ReadTemplate): string | undefined {
  const mesh = echoMesh();
  mesh.apply(migrationManifest());
  mesh.settle();
  const targets = [...APPS.filter(({ namespace }) => namespace === NS1), MIGRATION];
  const to = targets.filter((app) => matches(one.row.toMatch, app));
  for (const file of one.files) applyFile(mesh, one, to, { file, template: read(file) });
  mesh.settle();
  const calls = callsOf(one.row);
  for (const from of targets.filter((app) => app !== MIGRATION && matches(one.row.fromMatch, app))) {
    for (const target of to.filter((app) => app !== from)) {
      for (const call of calls) {
        const why = judgeCall(mesh, one, { from, target, call });
        if (why !== undefined) return `${from.name} to ${target.name}:${call.port}${call.path} ${why}`;
      }
    }
  }
  return undefined;
}

function judgeCall(
  mesh: ScenarioMesh,
  one: Case,
  { from, target, call }: { readonly from: EchoApp; readonly target: EchoApp; readonly call: Call },
): string | undefined {
  const expected = expectedReach(reachOf(one, from, target, call));
  const [outcome] = sendAll(mesh, requestOf(from, target, call), 1);
  const answered = outcome?.app !== null && outcome?.status === 200;
  if (answered !== expected.succeeds)
    return answered ? 'gets through' : `fails: ${String(outcome?.status ?? outcome?.error)}`;
  const plainHttp = call.port !== 'HTTPS' && call.port !== 'TCP';
  if (!answered || !plainHttp) return undefined;
  const shown = outcome.app.headers['x-forwarded-client-cert'] !== undefined;
  return shown === expected.mutualTls ? undefined : `${shown ? 'uses' : 'does not use'} mutual TLS`;
}

function reachOf({ params, files }: Case, from: EchoApp, target: EchoApp, { path }: Call): Reach {
  const legacy = target === MIGRATION && path === `/${LEGACY}`;
  const overridden = files.some((file) => file.includes('port-override'));
  return {
    from: { sidecar: !from.naked },
    to: { sidecar: !target.naked && !legacy },
    server: (params[overridden ? 'MTLSModeOverride' : 'MTLSMode'] ?? 'PERMISSIVE') as Reach['server'],
    client: (params['TLSMode'] || undefined) as Reach['client'],
  };
}

function requestOf(from: EchoApp, target: EchoApp, { port, path, webSocket }: Call): RequestSpec {
  const headers: Readonly<Record<string, string>> = webSocket
    ? { connection: 'Upgrade', upgrade: 'websocket' }
    : {};
  const request = requestTo(from, target, port, { path, headers, method: 'GET' });
  if (port !== 'HTTPS') return request;
  return { ...request, url: request.url.replace('http:', 'https:'), insecure: true };
}

/** `config.Sources{config.File("…"), …}.WithParams(param.Params{…})` or `.WithNamespace(…)`. */
function caseOf(row: Row): Case {
  const files = [...(row.configs.$call ?? '').matchAll(/config\.File\("([^"]*)"\)/g)].flatMap(
    ([, file]) => file ?? [],
  );
  const [given] = row.configs.args ?? [];
  const entries = Object.entries((given ?? {}) as Readonly<Record<string, unknown>>);
  const namespaced = (row.configs.$call ?? '').endsWith('.WithNamespace');
  const place = namespaced ? given : entries.find(([name]) => name.startsWith('param.Namespace'))?.[1];
  const params = entries
    .filter(([name]) => /^m?tlsMode/.test(name))
    .map(([name, value]) => [paramName(name), mode(value)] as const);
  return { row, files, params: Object.fromEntries(params), namespace: namespaceOf(place) };
}

/** The Go constant `mtlsModeOverrideParam` is the template's `MTLSModeOverride`. */
function paramName(constant: string): string {
  return constant.replace(/Param$/, '').replace(/^(m?tls)/, (prefix) => prefix.toUpperCase());
}

/** `model.MTLSStrict.String` */
function mode(value: unknown): string {
  if (typeof value === 'string') return value;
  return /^model\.MTLS(\w+)\.String$/.exec((value as Value).$call ?? '')?.[1]?.toUpperCase() ?? '';
}

function namespaceOf(value: unknown): string | undefined {
  const { $ident, $go } = (value ?? {}) as Value;
  if ($ident === 'systemNS') return ROOT_NAMESPACE;
  return $go === 'apps.Ns1.Namespace' ? NS1 : undefined;
}

function applyFile(
  mesh: ScenarioMesh,
  { params, namespace }: Case,
  targets: readonly EchoApp[],
  { file, template }: { readonly file: string; readonly template: string },
): void {
  const perTarget = template.includes('.To.');
  for (const to of perTarget ? targets : targets.slice(0, 1)) {
    const all: Params = { ...params, To: appParams(mesh, to) };
    const place = namespace ?? to.namespace;
    if (!file.includes('eastwest')) apply(mesh, render(template, all), place);
  }
}

/** A matcher of the tests' framework, as far as it concerns applications that exist here. */
function matches(matcher: Value, app: EchoApp): boolean {
  if (matcher.$call === 'match.And')
    return (matcher.args ?? []).every((part) =>
      typeof part === 'string' ? matchesNamed(part, app) : matches(part as Value, app),
    );
  return matchesNamed(matcher.$ident ?? '', app);
}

function matchesNamed(name: string, app: EchoApp): boolean {
  switch (name) {
    case 'migration':
      return app === MIGRATION;
    case 'notMigration':
      return app !== MIGRATION;
    case '$match.NotNaked':
      return !app.naked;
    default:
      return ['$match.NotVM', '$match.NotHeadless'].includes(name);
  }
}

function callsOf({ callOpts }: Row): readonly Call[] {
  if (callOpts === undefined) return CORE_CALLS;
  if (!Array.isArray(callOpts)) return MIGRATION_CALLS;
  return (callOpts as readonly CallOptions[]).map(({ Port, Scheme, HTTP }) => {
    const name = typeof Port.Name === 'string' ? Port.Name : (Port.Name.$go ?? '');
    const port = /ports\.(\w+)\.Name/.exec(name)?.[1] as PortName | undefined;
    if (port === undefined || !(port in PORTS)) throw new Error(`no port ${name}`);
    return { port, path: HTTP?.Path ?? '/', webSocket: Scheme === '$scheme.WebSocket' };
  });
}

function migrationManifest(): string {
  const versions = [IN_MESH, LEGACY].map((version) =>
    manifest(MIGRATION, { version })
      .split('---\n')
      .filter((document) => /^kind: Deployment$/m.test(document))
      .map((document) => withVersion(document, version))
      .join('---\n'),
  );
  const others = manifest(MIGRATION)
    .split('---\n')
    .filter((document) => !/^kind: Deployment$/m.test(document));
  return [...others, ...versions].join('---\n');
}

function withVersion(deployment: string, version: string): string {
  return deployment
    .replace('{name: migration,', `{name: migration-${version},`)
    .replace('matchLabels: {app: migration}', `matchLabels: {app: migration, version: ${version}}`)
    .replace(
      '"sidecar.istio.io/inject":"true"',
      `"sidecar.istio.io/inject":"${String(version === IN_MESH)}"`,
    );
}
