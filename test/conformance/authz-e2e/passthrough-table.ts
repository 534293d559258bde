import { sendAll } from '../differential/send';
import { apply, type Table } from './authz-table';
import { APPS, appParams, echoMesh, NS1, PORTS, type EchoApp, type PortName } from './echo-apps';
import { render } from './go-template';

interface Row {
  readonly name: string;
  readonly config: string;
  readonly expected: readonly {
    readonly port: string;
    readonly plaintextSucceeds: boolean;
    readonly mtlsSucceeds: boolean;
  }[];
}

/** True for tables about ports that no Service declares. */
export function isPassthroughTable({ rows }: Table): boolean {
  return rows.every((row) => 'expected' in row && 'config' in row);
}

/** Judges calls to pods' own ports, in plaintext from a bare pod and with forced mutual TLS from others. */
export function judgePassthroughTable(table: Table): string | undefined {
  for (const row of table.rows as unknown as readonly Row[]) {
    const why = judgeRow(row);
    if (why !== undefined) return `${row.name}: ${why}`;
  }
  return undefined;
}

function judgeRow(row: Row): string | undefined {
  const mesh = echoMesh();
  const [client, to] = APPS.filter((app) => app.namespace === NS1 && !app.naked);
  const naked = APPS.find((app) => app.naked);
  if (!client || !to || !naked) return 'no applications';
  const params = appParams(mesh, to);
  apply(mesh, render(row.config, { To: params }), NS1);
  const ip = (params['MustWorkloads'] as { readonly Addresses: readonly string[] }).Addresses[0] ?? '';
  mesh.apply(forcedTls(to, ip));
  mesh.settle();
  for (const expected of row.expected) {
    const port = PORTS[expected.port.replace('$ports.', '') as PortName].workloadPort;
    for (const [from, wanted] of [
      [naked, expected.plaintextSucceeds],
      [client, expected.mtlsSucceeds],
    ] as const) {
      const request = { from: `${from.namespace}/${from.name}`, url: `http://${ip}:${String(port)}/` };
      const [outcome] = sendAll(mesh, request, 1);
      const answered = outcome?.app !== null && outcome?.status === 200;
      if (answered !== wanted) {
        const seen = String(outcome?.status ?? outcome?.error);
        return `${from.name} to ${String(port)}: ${seen}, should ${wanted ? '' : 'not '}succeed`;
      }
    }
  }
  return undefined;
}

/** Clients with a sidecar use mutual TLS whatever the server wants. */
function forcedTls(to: EchoApp, ip: string): string {
  const ports = [PORTS.HTTPWorkloadOnly, PORTS.TCPWorkloadOnly].map(
    ({ name, workloadPort }) => `{number: ${String(workloadPort)}, name: ${name}, protocol: TCP}`,
  );
  return `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${to.name}-se, namespace: ${to.namespace}}
spec:
  hosts: [fake.destination.${to.name}]
  location: MESH_INTERNAL
  resolution: NONE
  addresses: [${ip}]
  ports: [${ports.join(', ')}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${to.name}-dr, namespace: ${to.namespace}}
spec: {host: fake.destination.${to.name}, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}
`;
}
