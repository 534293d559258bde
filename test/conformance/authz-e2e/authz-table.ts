import type { ActualOutcome, RequestSpec } from '../differential/scenario';
import { sendAll } from '../differential/send';
import type { ScenarioMesh } from '../differential/mesh';
import {
  AUTHORIZER_MANIFEST,
  AUTHORIZER_MESH_CONFIG,
  authorizerHeaders,
  AUTHORIZERS,
  type Authorizer,
} from './authorizers';
import { EGRESS_GATEWAY } from '../egress-gateway';
import {
  APPS,
  appAt,
  appParams,
  echoMesh,
  KEY_SERVER_PARAMS,
  manifest,
  NS1,
  NS2,
  PORTS,
  ROOT_NAMESPACE,
  servicePortOf,
  type EchoApp,
  type PortName,
  type Shape,
} from './echo-apps';
import { tokenOf, type Tokens } from './go-expressions';
import { render, type Params } from './go-template';

/** One table of the corpus: policies, and calls with whether they are allowed. */
export interface Table {
  readonly func: string;
  /** Of the test's file, where the table begins. */
  readonly line: number;
  readonly policyTemplates: readonly string[];
  readonly identDefs: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Reads a template of the corpus. */
export type ReadTemplate = (path: string) => string;

/** Templates that the tests apply in the mesh's root namespace; the rest go to the namespace of their target. */
const IN_ROOT = /\/(deny-global|workload-system-ns|global-jwt)\./;
/** Templates that the tests apply once for each namespace. */
const PER_NAMESPACE = /\/workload-ns\./;

interface Cast {
  readonly from: readonly EchoApp[];
  readonly to: readonly EchoApp[];
  readonly allowed: EchoApp | undefined;
  readonly denied: EchoApp | undefined;
  /** What the identifier `allow` means for a caller. */
  readonly allow: ((from: EchoApp) => boolean) | undefined;
  /** Whom CUSTOM policies ask. */
  readonly authorizer?: Authorizer;
  /** Hosts lie behind the egress gateway, not behind the ingress gateway. */
  readonly egress: boolean;
}

/** Judges a table whose rows say `allow`; answers the first difference. */
export function judgeAuthzTable(table: Table, read: ReadTemplate, tokens: Tokens): string | undefined {
  const cast = castOf(table);
  if (typeof cast === 'string') return cast;
  if (!table.identDefs.some((line) => line.includes('provider.')))
    return judgeCalls(table, cast, read, tokens);
  for (const authorizer of AUTHORIZERS) {
    const why = judgeCalls(table, { ...cast, authorizer }, read, tokens);
    if (why !== undefined) return `${authorizer.name}: ${why}`;
  }
  return undefined;
}

function judgeCalls(table: Table, cast: Cast, read: ReadTemplate, tokens: Tokens): string | undefined {
  const mesh = echoMesh(cast.authorizer ? AUTHORIZER_MESH_CONFIG : '');
  if (cast.authorizer) mesh.apply(AUTHORIZER_MANIFEST);
  if (cast.egress) mesh.apply(EGRESS_GATEWAY);
  mesh.settle();
  applyPolicies(mesh, table, cast, read);
  for (const row of table.rows) {
    if (row['updateLabel'] === true) {
      for (const app of cast.to) mesh.apply(manifest(app, { labels: { foo: 'bla' } }));
      mesh.settle();
      mesh.run(30_000);
    }
    for (const from of cast.from) {
      for (const to of cast.to) {
        const why = judgeRow(mesh, row, from, to, { cast, tokens });
        if (why !== undefined) return `${JSON.stringify(row)} from ${from.namespace}/${from.name}: ${why}`;
      }
    }
  }
  return undefined;
}

/** The tests dial an address that nobody has; proxies go by the host. */
const FAKE_ADDRESS = '10.4.4.4';

function castOf({ identDefs, policyTemplates }: Table): Cast | string {
  const egress = policyTemplates.some((path) => path.includes('egress-gateway'));
  const defs = new Map(
    identDefs.flatMap((line) => {
      const [, name = '', value = ''] = /^(\w+)\s*:?=\s*(.*)$/.exec(line) ?? [];
      return name === '' ? [] : [[name, value] as const];
    }),
  );
  const app = (name: string): EchoApp | undefined => appAt(defs.get(name) ?? '');
  if (!defs.has('from') && defs.get('to') === 'apps.Ns1.All') return throughGateway();
  const fromText = defs.get('from') ?? '';
  const from = /^(\w+)\.Append\((\w+)\)$/.exec(fromText)?.slice(1).map(app) ?? [appAt(fromText)];
  const callers = from.flatMap((one) => one ?? []);
  const both = (defs.get('to') ?? '').includes('Ns1AndNs2');
  if (callers.length < from.length || !defs.has('to')) return `who calls whom is not data: ${fromText}`;
  const to = APPS.filter(
    (one) => !one.naked && (both || one.namespace === NS1) && !callers.some((caller) => caller === one),
  );
  return {
    from: callers,
    to,
    allowed: app('allowed'),
    denied: app('denied'),
    allow: allowOf(defs, app),
    egress,
  };
}

/** Calls from outside the cluster to every application of the first namespace. */
function throughGateway(): Cast {
  const to = APPS.filter((app) => !app.naked && app.namespace === NS1);
  return { from: to.slice(0, 1), to, allowed: undefined, denied: undefined, allow: undefined, egress: false };
}

/** `allowValue(from.NamespacedName() == allowed.NamespacedName())` */
function allowOf(
  defs: ReadonlyMap<string, string>,
  app: (name: string) => EchoApp | undefined,
): Cast['allow'] {
  const [, operator, name = ''] =
    /^allowValue\(from\.NamespacedName\(\) (==|!=) (\w+)(?:\.Config\(\))?\.NamespacedName\(\)\)$/.exec(
      defs.get('allow') ?? '',
    ) ?? [];
  const other = app(name);
  return other && ((from) => (from === other) === (operator === '=='));
}

function applyPolicies(mesh: ScenarioMesh, table: Table, cast: Cast, read: ReadTemplate): void {
  const shared: Params = {
    JWTServer: KEY_SERVER_PARAMS,
    SystemNamespace: { Name: ROOT_NAMESPACE },
    ...(cast.allowed ? { Allowed: appParams(mesh, cast.allowed) } : {}),
    ...(cast.authorizer ? { Provider: { Name: cast.authorizer.name } } : {}),
    ...(cast.denied ? { Denied: appParams(mesh, cast.denied) } : {}),
  };
  for (const path of table.policyTemplates) {
    const template = read(path);
    if (PER_NAMESPACE.test(path)) {
      for (const namespace of [NS1, NS2])
        apply(mesh, render(template, { ...shared, Namespace: { Prefix: namespace } }), namespace);
      continue;
    }
    for (const to of cast.to) {
      const namespace = IN_ROOT.test(path) ? ROOT_NAMESPACE : to.namespace;
      apply(
        mesh,
        render(template, { ...shared, To: appParams(mesh, to), From: shared['Allowed'] }),
        namespace,
      );
    }
  }
  mesh.settle();
}

/** Applies manifests; what names no namespace goes to the given one. */
export function apply(mesh: ScenarioMesh, text: string, namespace: string): void {
  const documents = text
    .split(/^---\s*$/m)
    .filter((document) => /^kind:/m.test(document))
    .map((document) =>
      /^ {2}namespace:/m.test(document)
        ? document
        : document.replace(/^metadata:\s*$/m, `metadata:\n  namespace: ${namespace}`),
    );
  mesh.apply(documents.join('\n---\n'));
}

interface Judging {
  readonly cast: Cast;
  readonly tokens: Tokens;
}

function judgeRow(
  mesh: ScenarioMesh,
  row: Readonly<Record<string, unknown>>,
  from: EchoApp,
  to: EchoApp,
  { cast, tokens }: Judging,
): string | undefined {
  if (isSkipped(row['skip'], from, cast)) return undefined;
  const allow = allowedBy(row['allow'], from, cast);
  if (typeof allow !== 'boolean') return 'whether it is allowed is not data';
  const path = pathOf(row['path'], to);
  const headers = headersOf(row, tokens);
  if (path === undefined || headers === undefined) return 'path or headers are not data';
  const host = hostOf(row['host'], to, cast);
  if (host === undefined) return 'host is not data';
  const names = (row['ports'] as readonly string[] | undefined) ?? ['$ports.HTTP'];
  for (const name of names) {
    const port = name.replace('$ports.', '') as PortName;
    if (!(port in PORTS)) return `no port ${name}`;
    if (cast.authorizer?.supports(port) === false) continue;
    const request =
      host === ''
        ? requestTo(from, to, port, { path, headers, method: row['method'] })
        : cast.egress
          ? {
              from: `${from.namespace}/${from.name}`,
              url: `http://${FAKE_ADDRESS}${path}`,
              headers: { ...headers, host },
            }
          : throughIngress(host, path, { ...headers, ...forwardedFor(row['ip']) });
    const [outcome] = sendAll(mesh, request, 1);
    const answered = outcome?.app !== null && outcome?.status === 200;
    const asWanted = allow ? answered : port.startsWith('TCP') ? !answered : isForbidden(outcome);
    if (!asWanted) {
      return `${to.namespace}/${to.name}:${port} ${answered ? 'lets it pass' : `answers ${String(outcome?.status ?? outcome?.error)}`}`;
    }
  }
  return undefined;
}

/** Turned away by a policy, over HTTP or gRPC, and not failing by chance. */
function isForbidden(outcome: ActualOutcome | undefined): boolean {
  const grpc = outcome?.headers?.['grpc-status'];
  return grpc === undefined ? outcome?.status === 403 : grpc === '7';
}

/** A call in the protocol of a port; TCP gets its bytes from HTTP. */
export function requestTo(
  from: EchoApp,
  to: EchoApp,
  port: PortName,
  call: {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly method?: unknown;
  },
  shape: Shape = {},
): RequestSpec {
  const scheme = port === 'HTTPS' ? 'https' : 'http';
  const grpc = port === 'GRPC';
  const path = grpc ? '/proto.EchoTestService/Echo' : call.path;
  return {
    from: `${from.namespace}/${from.name}`,
    url: `${scheme}://${to.name}.${to.namespace}:${String(servicePortOf(port, shape))}${path}`,
    method: grpc ? 'POST' : typeof call.method === 'string' ? call.method : 'GET',
    headers: grpc ? { ...call.headers, 'content-type': 'application/grpc' } : call.headers,
    ...(grpc || port === 'HTTP2' ? { http2: true } : {}),
    ...(scheme === 'https' ? { insecure: true } : {}),
  };
}

function throughIngress(host: string, path: string, headers: Readonly<Record<string, string>>): RequestSpec {
  return { from: 'external', to: 'ingress', url: `http://${host}${path}`, headers };
}

function forwardedFor(ip: unknown): Readonly<Record<string, string>> {
  return typeof ip === 'string' ? { 'x-forwarded-for': ip } : {};
}

/** A host as written, or made with an application's name; empty = the target itself is called. */
function hostOf(host: unknown, to: EchoApp, cast: Cast): string | undefined {
  if (host === undefined || typeof host === 'string') return host ?? '';
  const call = host as Call;
  return call.$call === 'host' || call.$call === 'fmt.Sprintf' ? formatted(call, to, cast) : undefined;
}

/** A text with `%s` for names and namespaces of the target, or of the one who is allowed. */
function formatted({ args }: Call, to: EchoApp, { allowed }: Pick<Cast, 'allowed'>): string | undefined {
  const [format, ...rest] = args ?? [];
  if (typeof format !== 'string') return undefined;
  const values = rest.map((arg) => {
    const text = JSON.stringify(arg);
    const app = text.includes('allowed') ? allowed : to;
    return (text.includes('Namespace') ? app?.namespace : app?.name) ?? '';
  });
  return values.length === 0
    ? format.replace('%s', to.name)
    : values.reduce<string>((made, value) => made.replace('%s', value), format);
}

interface Call {
  readonly $call?: string;
  readonly args?: readonly unknown[] | null;
}

/** What a row says of a call: itself, or that it depends on who calls. */
function allowedBy(allow: unknown, from: EchoApp, cast: Cast): unknown {
  const call = allow as { readonly $ident?: string; readonly $call?: string } | boolean | undefined;
  if (typeof call !== 'object') return call;
  if (call.$ident === 'allow') return cast.allow?.(from);
  // The only comparison that the tests make is with the one who is allowed.
  return call.$call === 'allowValue' ? from === cast.allowed : undefined;
}

function isSkipped(skip: unknown, from: EchoApp, { allowed }: Cast): boolean {
  const { $go } = (skip ?? {}) as { readonly $go?: string };
  return $go === '!fromAllowed' && from !== allowed;
}

/** A path as written, or made with the target's namespace and name. */
function pathOf(path: unknown, to: EchoApp): string | undefined {
  if (path === undefined || path === '') return '/';
  if (typeof path === 'string') return path;
  const call = path as Call;
  return call.$call === 'fmt.Sprintf' ? formatted(call, to, { allowed: undefined }) : undefined;
}

function headersOf(
  row: Readonly<Record<string, unknown>>,
  tokens: Tokens,
): Readonly<Record<string, string>> | undefined {
  const token = tokenOf(row['jwt'] ?? row['token'], tokens);
  const bearer: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  const { headers } = row;
  if (headers === undefined) return bearer;
  const known = authorizerHeaders(headers as Call);
  if (known) return { ...bearer, ...known };
  const call = (headers as Call).$call ?? '';
  if (!call.startsWith('headers.New()')) return undefined;
  const given = [...call.matchAll(/\.With\("([^"]*)", "([^"]*)"\)/g)];
  return { ...bearer, ...Object.fromEntries(given.map(([, name = '', value = '']) => [name, value])) };
}
