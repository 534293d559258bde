import { encodeBytes } from '../../../sandbox/lib/base64';
import type { ScenarioMesh } from '../differential/mesh';
import { sendAll } from '../differential/send';
import type { Table } from './authz-table';
import { APPS, echoMesh, NS1, ROOT_NAMESPACE } from './echo-apps';
import { EGRESS_GATEWAY } from '../egress-gateway';
import { tlsMaterial } from './tls-material';

interface Row {
  readonly name: string;
  readonly statusCode: string;
  /** A name, or what is left of one. */
  readonly credentialToUse: string | { readonly args: readonly [text: string, suffix: string] };
  readonly useGateway: boolean;
}

const SERVER = 'external';
const HOST = `${SERVER}.${NS1}.svc.cluster.local`;
const GATEWAY_HOST = `istio-egressgateway.${ROOT_NAMESPACE}.svc.cluster.local`;
const MARK = 'handled-by-egress-gateway';
const STATUSES: Readonly<Record<string, number>> = {
  '$http.StatusOK': 200,
  '$http.StatusServiceUnavailable': 503,
};
/** The tests ask until the answer is right; by then a proxy has given up waiting for its secret. */
const PATIENCE_MS = 20_000;

/** The secrets that the tests create before they begin; `fake` ones hold what the server does not know. */
const { CaCertA, CaCertB, TLSClientCertA, TLSClientKeyA, TLSClientCertB, TLSClientKeyB } = tlsMaterial;
const CLIENT = { 'tls.crt': TLSClientCertA, 'tls.key': TLSClientKeyA };
const SECRETS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tls-credential-cacert': { 'ca.crt': CaCertA },
  'fake-tls-credential-cacert': { 'ca.crt': CaCertB },
  'mtls-credential-generic': { ...CLIENT, 'ca.crt': CaCertA },
  'mtls-credential-not-generic': CLIENT,
  'mtls-credential-not-generic-cacert': { 'ca.crt': CaCertA },
  'fake-mtls-credential-a': { ...CLIENT, 'ca.crt': CaCertB },
  'fake-mtls-credential-b': { 'tls.crt': TLSClientCertB, 'tls.key': TLSClientKeyB, 'ca.crt': CaCertA },
  'tls-credential-simple-cacert': { 'ca.crt': CaCertA },
};

/** True for tables about TLS that an egress gateway originates with credentials. */
export function isEgressOriginationTable({ rows }: Table): boolean {
  return rows.length > 0 && rows.every((row) => 'credentialToUse' in row && 'useGateway' in row);
}

/** Judges one call through the egress gateway for each credential, in a mesh of its own. */
export function judgeEgressOriginationTable({ func, rows }: Table): string | undefined {
  const mode = func.includes('Mutual') ? 'MUTUAL' : 'SIMPLE';
  for (const row of rows as unknown as readonly Row[]) {
    const why = judgeRow(row, mode);
    if (why !== undefined) return `${row.name}: ${why}`;
  }
  return undefined;
}

function judgeRow(
  { statusCode, credentialToUse, useGateway }: Row,
  mode: 'SIMPLE' | 'MUTUAL',
): string | undefined {
  const mesh = echoMesh();
  mesh.apply(EGRESS_GATEWAY);
  mesh.apply(server(mode));
  mesh.apply(Object.entries(SECRETS).map(secret).join('---\n'));
  mesh.settle();
  mesh.apply(configuration(credentialName(credentialToUse), mode));
  mesh.settle();
  mesh.run(PATIENCE_MS);
  const wanted = STATUSES[statusCode];
  const { status, marked } = call(mesh);
  if (status !== wanted) return `answers ${String(status)}, should ${String(wanted)}`;
  return marked === useGateway ? undefined : `came ${marked ? '' : 'not '}through the gateway`;
}

function call(mesh: ScenarioMesh): { readonly status: number | string; readonly marked: boolean } {
  const client = APPS.find(({ namespace, naked }) => namespace === NS1 && !naked);
  const request = { from: `${NS1}/${client?.name ?? ''}`, url: `http://${HOST}/` };
  const [outcome] = sendAll(mesh, request, 1);
  const seen = outcome?.app?.headers[MARK];
  return { status: outcome?.status ?? outcome?.error ?? 'nothing', marked: seen === 'true' };
}

function credentialName(value: Row['credentialToUse']): string {
  if (typeof value === 'string') return value;
  const [text, suffix] = value.args;
  return text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function secret([name, data]: readonly [string, Readonly<Record<string, string>>]): string {
  const entries = Object.entries(data).map(
    ([key, text]) => `${key}: "${encodeBytes(new TextEncoder().encode(text))}"`,
  );
  return `apiVersion: v1
kind: Secret
metadata: {name: ${name}, namespace: ${ROOT_NAMESPACE}}
data: {${entries.join(', ')}}
`;
}

/** The application outside the mesh: it ends TLS itself with a certificate of the first root. */
function server(mode: 'SIMPLE' | 'MUTUAL'): string {
  const files = { 'tls.crt': tlsMaterial.TLSServerCertA, 'ca.crt': CaCertA };
  const asks = mode === 'MUTUAL' ? `{name: ECHO_TLS_CLIENT_CA, value: /etc/certs/ca.crt}, ` : '';
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: ${SERVER}-certs, namespace: ${NS1}}
data: ${JSON.stringify(files)}
---
apiVersion: v1
kind: Service
metadata: {name: ${SERVER}, namespace: ${NS1}}
spec:
  selector: {app: ${SERVER}}
  ports: [{name: http, port: 80, targetPort: 8080}, {name: https, port: 443, targetPort: 8443}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${SERVER}, namespace: ${NS1}}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${SERVER}}}
  template:
    metadata: {labels: {app: ${SERVER}, sidecar.istio.io/inject: 'false'}}
    spec:
      containers:
      - name: echo
        image: echo
        env: [${asks}{name: ECHO_TLS_PORTS, value: '8443'}, {name: ECHO_TLS_CERT, value: /etc/certs/tls.crt}]
        ports: [{containerPort: 8080}, {containerPort: 8443}]
        volumeMounts: [{name: certs, mountPath: /etc/certs}]
      volumes: [{name: certs, configMap: {name: ${SERVER}-certs}}]
`;
}

/** Calls go to the egress gateway with the mesh's own TLS, and from there with the credential's. */
function configuration(credential: string, mode: 'SIMPLE' | 'MUTUAL'): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: egress, namespace: ${NS1}}
spec:
  selector: {istio: egressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: ["${HOST}"]
    tls: {mode: ISTIO_MUTUAL}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: to-gateway, namespace: ${NS1}}
spec:
  host: ${GATEWAY_HOST}
  subsets:
  - name: server
    trafficPolicy:
      portLevelSettings:
      - port: {number: 443}
        tls: {mode: ISTIO_MUTUAL, sni: ${HOST}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: through-gateway, namespace: ${NS1}}
spec:
  hosts: [${HOST}]
  gateways: [mesh, egress]
  http:
  - match: [{gateways: [mesh], port: 80}]
    route: [{destination: {host: ${GATEWAY_HOST}, subset: server, port: {number: 443}}}]
  - match: [{gateways: [egress], port: 443}]
    route: [{destination: {host: ${HOST}, port: {number: 443}}}]
    headers: {request: {add: {${MARK}: "true"}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: originates-tls, namespace: ${NS1}}
spec:
  host: ${HOST}
  trafficPolicy:
    portLevelSettings:
    - port: {number: 443}
      tls: {mode: ${mode}, credentialName: ${credential}, sni: ${HOST}}
`;
}
