import { HttpHeaders, isFailure, type HttpOutcome } from '../../../sandbox/net/index';
import { encodeBytes } from '../../../sandbox/lib/base64';
import type { ScenarioMesh } from '../differential/mesh';
import type { Table } from './authz-table';
import { appAt, echoMesh, PORTS, ROOT_NAMESPACE } from './echo-apps';
import { tlsMaterial } from './tls-material';

interface Row {
  readonly name: string;
  readonly secretName: string;
  /** Fields are names of material, or what stands there instead. */
  readonly ingressGatewayCredential: Readonly<Record<string, string>>;
  readonly hostName: string;
  readonly expectedResponse: {
    readonly StatusCode?: string;
    readonly ErrorMessage?: string;
    readonly AllowedErrorMessages?: readonly string[];
  };
  readonly callType: string;
  readonly tlsContext: Readonly<Record<string, string>>;
}

/** Keys of a Secret by the credential's fields. */
const SECRET_KEYS = {
  Certificate: 'tls.crt',
  PrivateKey: 'tls.key',
  CaCert: 'ca.crt',
  Crl: 'ca.crl',
} as const;

/** The tests call again and again until the answer is right; by then a proxy has given up waiting for its secret. */
const PATIENCE_MS = 20_000;

/** What Go's client says of an alert: its name, with `certificate authority` for `ca`. */
const GO_ALERTS: Readonly<Record<string, string>> = {
  'certificate revoked': 'tls: revoked certificate',
  'unknown ca': 'tls: unknown certificate authority',
};

/** What it says when a connection is closed before it has read why. */
const CUT = 'connection reset by peer';

/** True for tables about the credentials of an ingress gateway. */
export function isIngressTlsTable({ rows }: Table): boolean {
  return rows.every((row) => 'ingressGatewayCredential' in row);
}

/** Judges one call for each credential, in a mesh of its own. */
export function judgeIngressTlsTable(table: Table): string | undefined {
  for (const row of table.rows as unknown as readonly Row[]) {
    const why = judgeRow(row);
    if (why !== undefined) return `${row.name}: ${why}`;
  }
  return undefined;
}

function judgeRow(row: Row): string | undefined {
  const mesh = echoMesh();
  mesh.apply(objects(row));
  mesh.settle();
  mesh.run(PATIENCE_MS);
  const outcome = call(mesh, row);
  const { StatusCode, ErrorMessage, AllowedErrorMessages } = row.expectedResponse;
  if (ErrorMessage === undefined && AllowedErrorMessages === undefined) {
    if (StatusCode !== '$http.StatusOK') return `no word for ${String(StatusCode)}`;
    return !isFailure(outcome) && outcome.status === 200 ? undefined : described(outcome);
  }
  if (!isFailure(outcome) || outcome.failure !== 'reset') return described(outcome);
  const said = GO_ALERTS[outcome.detail?.replace(/^alert /, '') ?? ''] ?? '';
  const allowed = AllowedErrorMessages ?? [ErrorMessage];
  return [CUT, said].some((words) => allowed.includes(words)) ? undefined : described(outcome);
}

function described(outcome: HttpOutcome): string {
  return isFailure(outcome)
    ? `${outcome.failure} ${outcome.detail ?? ''}`
    : `answers ${String(outcome.status)}`;
}

function call(mesh: ScenarioMesh, { hostName, callType, tlsContext }: Row): HttpOutcome {
  const { runtime, kernel } = mesh;
  const anchors = material(tlsContext['CaCert']);
  const certificates = callType === '$ingressutil.Mtls' ? material(tlsContext['Cert']) : undefined;
  const sent = runtime.network.send({
    from: 'external',
    ip: runtime.ingressIP() ?? '',
    port: 443,
    tls: {
      serverName: hostName,
      insecure: false,
      ...(anchors === undefined ? {} : { anchors }),
      ...(certificates === undefined ? {} : { certificates }),
    },
    request: {
      method: 'GET',
      scheme: 'https',
      authority: hostName,
      path: '/',
      headers: new HttpHeaders(),
      body: '',
    },
  });
  return kernel.run(kernel.spawn('request', sent)).outcome;
}

/** `$ingressutil.CaCertA` is material; everything else is itself. */
function material(value: string | undefined): string | undefined {
  const name = /^\$ingressutil\.(\w+)$/.exec(value ?? '')?.[1];
  if (name === undefined) return value;
  if (!(name in tlsMaterial)) throw new Error(`no material ${name}`);
  return tlsMaterial[name as keyof typeof tlsMaterial];
}

/** The Secret and the gateway as the tests' framework makes them, in front of the first application. */
function objects({ secretName, ingressGatewayCredential, hostName, callType }: Row): string {
  const data = Object.entries(SECRET_KEYS).map(([field, key]) => {
    const bytes = new TextEncoder().encode(material(ingressGatewayCredential[field]) ?? '');
    return `${key}: "${encodeBytes(bytes)}"`;
  });
  const app = appAt('apps.Ns1.A');
  const mode = callType === '$ingressutil.Mtls' ? 'MUTUAL' : 'SIMPLE';
  return `apiVersion: v1
kind: Secret
metadata: {name: ${secretName}, namespace: ${ROOT_NAMESPACE}}
data: {${data.join(', ')}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: gateway, namespace: ${app?.namespace ?? ''}}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    tls: {mode: ${mode}, credentialName: ${secretName}}
    hosts: ["${hostName}"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: gateway, namespace: ${app?.namespace ?? ''}}
spec:
  hosts: ["${hostName}"]
  gateways: [gateway]
  http: [{route: [{destination: {host: ${app?.name ?? ''}, port: {number: ${String(PORTS.HTTP.servicePort)}}}}]}]
`;
}
