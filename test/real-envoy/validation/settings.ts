import { configOf, documents, ingress, sidecar } from '../../translate/support/mesh';
import type { Candidate } from './validate';

/** Settings that a DestinationRule may have, one service each. */
const POLICIES = [
  'loadBalancer: {simple: ROUND_ROBIN, warmup: {duration: 60s, minimumPercent: 5, aggression: 2}}',
  'loadBalancer: {warmupDurationSecs: 30s}',
  'loadBalancer: {consistentHash: {useSourceIp: true, ringHash: {minimumRingSize: 64}}}',
  'loadBalancer: {localityLbSetting: {distribute: [{from: "r1/*", to: {"r1/*": 80, "r2/*": 20}}]}}',
  'loadBalancer: {localityLbSetting: {failover: [{from: r1, to: r2}]}}, outlierDetection: {interval: 1s}',
  'loadBalancer: {localityLbSetting: {failoverPriority: [app]}}, outlierDetection: {minHealthPercent: 20}',
  'loadBalancer: {zoneAwareLbSetting: {minClusterSize: 3}}',
  'loadBalancer: {zoneAwareLbSetting: {enabled: false}}',
  'outlierDetection: {outlierDetectionHttpErrorCodes: [429]}',
  'outlierDetection: {outlierDetectionHttpErrorCodes: [429, 503]}',
  'retryBudget: {percent: 50, minRetryConcurrency: 5, budgetInterval: 10s}',
  'connectionPool: {tcp: {tcpKeepalive: {probes: 3, time: 90s, interval: 5s}, maxConnectionDuration: 1h}}',
  'connectionPool: {http: {h2UpgradePolicy: UPGRADE, maxConcurrentStreams: 9, http2KeepAlive: {interval: 9s, timeout: 1s}}}',
  'proxyProtocol: {version: V2}',
  'tls: {mode: DISABLE}, proxyProtocol: {version: V1}',
  'tls: {mode: SIMPLE, caCertificates: /ca.pem, caCrl: /crl.pem, subjectAltNames: [a.example.com]}',
  'tls: {mode: MUTUAL, clientCertificate: /c.pem, privateKey: /k.pem, insecureSkipVerify: true}',
];

function withPolicy(policy: string, index: number): string {
  const name = `s${String(index)}`;
  return `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}}
spec:
  hosts: [${name}.example.com]
  addresses: [240.0.1.${String(index)}]
  location: MESH_INTERNAL
  resolution: STATIC
  ports: [{number: 80, name: http, protocol: HTTP}, {number: 5432, name: tcp, protocol: TCP}]
  endpoints: [{address: 10.1.0.1, locality: r1/z1/s1}, {address: 10.1.0.2, locality: r2/z1/s1, labels: {app: client}}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: ${name}}
spec: {host: ${name}.example.com, trafficPolicy: {${policy}}, subsets: [{name: v1, labels: {app: client}}]}`;
}

const OTHERS = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: wild}
spec:
  hosts: ["*.wild.example.com"]
  location: MESH_EXTERNAL
  resolution: DYNAMIC_DNS
  ports: [{number: 443, name: tls, protocol: TLS}, {number: 80, name: http, protocol: HTTP}]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: wild}
spec: {host: "*.wild.example.com", trafficPolicy: {tls: {mode: SIMPLE}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: tunnel}
spec: {host: s0.example.com, trafficPolicy: {tunnel: {targetHost: a.example.com, targetPort: 443}}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: pass, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 15443, name: tls, protocol: TLS}, hosts: ["*.example.com"], tls: {mode: AUTO_PASSTHROUGH}}]`;

/** Every kind of access log, with and without a filter. */
const LOGS = `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: logs, namespace: istio-system}
spec:
  accessLogging:
  - providers: [{name: text}, {name: http}, {name: tcp}]
  - providers: [{name: fields}, {name: otel}]
    filter: {expression: 'response.code >= 400 && request.headers["a"] != "b"'}`;
const LOG_SERVICE = { service: 's0.example.com', port: 80 };
const LOG_PROVIDERS = [
  {
    name: 'text',
    envoyFileAccessLog: { path: '/dev/null', logFormat: { text: '%REQ_WITHOUT_QUERY(:PATH)%' } },
  },
  {
    name: 'fields',
    envoyFileAccessLog: {
      path: '/dev/null',
      omitEmptyValues: true,
      logFormat: { labels: { b: { nested: '%PROTOCOL%' }, a: '%RESPONSE_CODE%' } },
    },
  },
  { name: 'http', envoyHttpAls: { ...LOG_SERVICE, additionalRequestHeadersToLog: ['x-a'] } },
  { name: 'tcp', envoyTcpAls: { ...LOG_SERVICE, filterStateObjectsToLog: ['a'] } },
  { name: 'otel', envoyOtelAls: { ...LOG_SERVICE, logFormat: { labels: { a: '%PROTOCOL%' } } } },
];

/** A sidecar and a gateway that meet every setting of a DestinationRule, and what the mesh may say beside it. */
export function settingCandidates(): Candidate[] {
  const text = documents(...POLICIES.map(withPolicy), OTHERS);
  const meshConfig = {
    outboundClusterStatName: '%SERVICE%_%SERVICE_PORT%',
    inboundClusterStatName: '%SERVICE%',
    tcpKeepalive: { time: '60s' },
    tlsDefaults: { ecdhCurves: ['P-256'], cipherSuites: ['ECDHE-ECDSA-AES128-GCM-SHA256'] },
    defaultInboundHttpRetryPolicy: { attempts: 3, retryOn: '503,reset' },
  };
  const client = sidecar({ locality: 'r1/z1/s1', idleTimeout: '30s' });
  const logs = documents(text, LOGS);
  const logging = { ...meshConfig, extensionProviders: LOG_PROVIDERS };
  const service = {
    ...meshConfig,
    accessLogFile: '/dev/null',
    accessLogEncoding: 'JSON' as const,
    enableEnvoyAccessLogService: true,
  };
  return [
    { name: 'logs of a sidecar', config: configOf(logs, client, logging) },
    { name: 'logs of a gateway', config: configOf(logs, ingress(), logging) },
    { name: "the mesh's own logs", config: configOf(text, client, service) },
    { name: 'settings at a sidecar', config: configOf(text, client, meshConfig) },
    { name: 'settings at a gateway', config: configOf(text, ingress(), meshConfig) },
  ];
}
