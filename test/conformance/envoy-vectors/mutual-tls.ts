import { turnedAway } from '../../../sandbox/envoy/downstream-tls';
import { findFilterChain } from '../../../sandbox/envoy/match/filter-chain-table';
import { inspect } from '../../../sandbox/envoy/match/inspection';
import {
  describeSocket,
  socketLabels,
  transportSocketFor,
} from '../../../sandbox/envoy/cluster/transport-socket';
import type { ProxyConfig } from '../../../sandbox/envoy/config/index';
import { takeSnapshot, translate, type ProxyNodeInfo } from '../../../sandbox/istio/index';
import type { ConnectRequest, TransportHello } from '../../../sandbox/net/index';
import { meshObjects, readObjects } from '../mesh-objects';
import { firstDifference } from './check';

const SERVER_IP = '10.244.0.5';

interface PeerRow {
  readonly mesh?: string | null;
  readonly ns?: string | null;
  readonly workload?: string | null;
  readonly portLevel?: Readonly<Record<string, string>>;
  readonly ns_portLevel?: Readonly<Record<string, string>>;
  readonly root_with_selector?: string;
  readonly ns_old?: string;
  readonly ns_new?: string;
  readonly workload_old?: string;
  readonly workload_new?: string;
  readonly mode?: string;
  readonly mode_on_8080?: string;
  readonly per_port?: Readonly<Record<string, string>>;
}

export function peerAuthentication(set: { readonly cases: readonly PeerRow[] }): string | undefined {
  return firstDifference(set.cases, (row) => {
    const policies = [
      policy('mesh', 'istio-system', row.mesh),
      policy('ns', 'default', row.ns, { ports: row.ns_portLevel }),
      policy('workload', 'default', row.workload, { selects: true, ports: row.portLevel }),
      policy('root', 'istio-system', row.root_with_selector, { selects: true }),
      policy('z-old', 'default', row.ns_old, { second: 1 }),
      policy('a-new', 'default', row.ns_new, { second: 2 }),
      policy('z-old-workload', 'default', row.workload_old, { selects: true, second: 1 }),
      policy('a-new-workload', 'default', row.workload_new, { selects: true, second: 2 }),
    ];
    const { peerAuthentications } = takeSnapshot(meshObjects(readObjects(policies.join('---\n'))));
    const { mode, portLevel } = peerAuthentications.effective('default', { app: 'web' });
    return {
      got: {
        mode: row.mode === undefined ? undefined : mode,
        on8080: row.mode_on_8080 === undefined ? undefined : (portLevel.get(8080) ?? mode),
        ports: row.per_port && Object.fromEntries(portLevel),
      },
      expected: { mode: row.mode, on8080: row.mode_on_8080, ports: row.per_port },
    };
  });
}

interface InboundRow {
  readonly server_mode: string;
  readonly client: 'istio-mtls' | 'plaintext' | 'plain-tls';
  readonly http_port: string;
}

const hellos: Readonly<Record<InboundRow['client'], TransportHello>> = {
  plaintext: { protocol: 'raw_buffer' },
  'plain-tls': { protocol: 'tls', serverName: 'web', alpn: ['h2', 'http/1.1'] },
  'istio-mtls': {
    protocol: 'tls',
    serverName: 'outbound_.80_._.web.default.svc.cluster.local',
    alpn: ['istio-http/1.1', 'istio', 'http/1.1'],
    clientIdentity: 'spiffe://cluster.local/ns/default/sa/client',
  },
};

/** Whether an HTTP connection manager takes the connection on a port declared HTTP. */
export function mutualTlsInbound(set: { readonly cases: readonly InboundRow[] }): string | undefined {
  return firstDifference(set.cases, ({ server_mode: mode, client, http_port: expected }) => {
    const config = configFor(
      [service, pod('istio'), endpointSlice, policy('ns', 'default', mode)],
      SERVER_IP,
      'web',
    );
    const listener = config.listeners.find(({ trafficDirection, address }) =>
      trafficDirection === 'INBOUND' ? address.socketAddress?.portValue === 15006 : false,
    );
    if (!listener) return { got: 'no listener', expected };
    const hello = hellos[client];
    const request: ConnectRequest = {
      source: { ip: '10.244.0.9', port: 50_000 },
      destination: { ip: SERVER_IP, port: 8080 },
      hello,
      application: 'http/1.1',
    };
    const facts = inspect(listener, request);
    const chain = findFilterChain(listener, facts);
    const ends = chain?.transportSocket?.name === 'envoy.transport_sockets.tls';
    const http = chain?.filters.some(({ name }) => name === 'envoy.filters.network.http_connection_manager');
    const away = turnedAway({ chain }, request, { credential: () => undefined, now: () => 0 });
    const served = http === true && away === undefined && (hello.protocol === 'tls') === ends;
    return { got: served, expected: expected === 'ok' };
  });
}

interface ClientRow {
  readonly destinationrule_tls: string | null;
  readonly endpoint: 'sidecar' | 'no-sidecar';
  readonly server_peer_authentication: string;
  readonly client_sends: string;
}

export function mutualTlsClient(set: { readonly cases: readonly ClientRow[] }): string | undefined {
  return firstDifference(set.cases, (row) => {
    const [mode = ''] = row.server_peer_authentication.split('(');
    const workload = row.server_peer_authentication.includes('(workload)');
    const tls = row.destinationrule_tls;
    const config = configFor(
      [
        service,
        pod(row.endpoint === 'sidecar' ? 'istio' : undefined),
        endpointSlice,
        ...(mode === 'n/a' ? [] : [policy('policy', 'default', mode, { selects: workload })]),
        ...(tls === null ? [] : [destinationRule(tls)]),
      ],
      '10.244.0.9',
      'client',
    );
    const name = 'outbound|80||web.default.svc.cluster.local';
    const cluster = config.clusters.find((candidate) => candidate.name === name);
    const endpoint = config.loadAssignments.find(({ clusterName }) => clusterName === name)?.endpoints[0]
      ?.lbEndpoints[0];
    if (!cluster || !endpoint) return { got: 'no cluster or endpoint', expected: row.client_sends };
    const socket = transportSocketFor(cluster, socketLabels(endpoint));
    const own = socket?.typedConfig?.commonTlsContext?.tlsCertificateSdsSecretConfigs?.[0]?.name;
    const kind = describeSocket(socket);
    const sends = kind === 'mTLS' && own !== 'default' ? 'TLS+own cert' : kind;
    return { got: sends, expected: row.client_sends };
  });
}

function configFor(manifests: readonly string[], ip: string, name: string): ProxyConfig {
  const proxy: ProxyNodeInfo = {
    id: `${name}.default`,
    type: 'sidecar',
    namespace: 'default',
    labels: { app: name },
    ip,
    serviceAccount: 'default',
    dnsDomain: 'default.svc.cluster.local',
  };
  return translate(takeSnapshot(meshObjects(readObjects(manifests.join('---\n')))), proxy);
}

const service = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: default}
spec:
  clusterIP: 10.96.0.5
  clusterIPs: [10.96.0.5]
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: 8080, protocol: TCP}]
`;
const endpointSlice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, namespace: default, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: http, port: 8080, protocol: TCP}]
endpoints:
- addresses: [${SERVER_IP}]
  conditions: {ready: true}
  targetRef: {kind: Pod, name: web, namespace: default}
`;

function pod(tlsMode: string | undefined): string {
  const label = tlsMode === undefined ? '' : `, security.istio.io/tlsMode: ${tlsMode}`;
  return `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: default, labels: {app: web${label}}}
spec:
  serviceAccountName: default
  containers: [{name: web, image: echo, ports: [{containerPort: 8080}]}]
status: {podIP: ${SERVER_IP}, phase: Running}
`;
}

function destinationRule(mode: string): string {
  const files =
    mode === 'MUTUAL' ? ', clientCertificate: /c.pem, privateKey: /k.pem, caCertificates: /ca.pem' : '';
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: default}
spec: {host: web, trafficPolicy: {tls: {mode: ${mode}${files}}}}
`;
}

function policy(
  name: string,
  namespace: string,
  mode: string | null | undefined,
  more: { selects?: boolean; ports?: Readonly<Record<string, string>> | undefined; second?: number } = {},
): string {
  if (mode === null || mode === undefined) return '';
  const ports = Object.entries(more.ports ?? {}).map(
    ([port, portMode]) => `    ${port}: {mode: ${portMode}}\n`,
  );
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: ${name}, namespace: ${namespace}, creationTimestamp: "2026-11-21T00:00:0${String(more.second ?? 0)}Z"}
spec:
  mtls: {mode: ${mode}}
${more.selects === true ? '  selector: {matchLabels: {app: web}}\n' : ''}${ports.length > 0 ? `  portLevelMtls:\n${ports.join('')}` : ''}`;
}
