import { takeSnapshot, translate, type ProxyNodeInfo } from '../../../sandbox/istio/index';
import { DEFAULT_MESH_CONFIG } from '../../../sandbox/istio/discovery/index';
import { readFeaturesOf } from '../../../sandbox/istio/push/istiod-environment';
import { startedWith } from '../../../sandbox/istio/push/started-with';
import { ingress, manifest, sidecar } from '../../translate/support/mesh';
import type { Candidate } from './validate';

const MESH = `
apiVersion: v1
kind: Service
metadata: {name: web, labels: {istio.io/persistent-session: session}}
spec: {clusterIP: 10.96.0.9, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, labels: {istio.io/persistent-session-header: x-session}}
spec: {clusterIP: 10.96.0.8, selector: {app: api}, ports: [{name: http, port: 8080}, {name: redis, port: 6379}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-a, labels: {app: web}}
spec: {containers: [{name: web, image: web}]}
status: {podIP: 10.244.3.1, phase: Running}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web}
spec:
  hosts: [web]
  http: [{rewrite: {uri: /a}, route: [{destination: {host: web}}], mirror: {host: api}}]
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: web}
spec:
  workloadSelector: {labels: {app: web}}
  ingress: [{port: {number: 8443, protocol: HTTP, name: http}, captureMode: NONE, defaultEndpoint: 127.0.0.1:8080}]
  egress: [{hosts: ["./*"]}]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: front}
spec:
  selector: {istio: ingressgateway}
  servers: [{port: {number: 8080, name: http, protocol: HTTP}, hosts: ["*"]}]
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens}
spec: {jwtRules: [{issuer: a, jwksUri: "http://web.default.svc.cluster.local/keys"}]}
`;

const istiods = {
  'as installed': {},
  'with everything': {
    PILOT_ENABLE_PERSISTENT_SESSION_FILTER: 'true',
    PILOT_JWT_ENABLE_REMOTE_JWKS: 'envoy',
    DISABLE_SHADOW_HOST_SUFFIX: 'false',
    PILOT_TRACE_SAMPLING: '12.5',
    PILOT_HTTP10: 'true',
    PILOT_ENABLE_REDIS_FILTER: 'true',
    PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT: '0s',
  },
};

const environments = {
  'nothing redirected': { ISTIO_META_INTERCEPTION_MODE: 'NONE', ISTIO_META_UNPRIVILEGED_POD: 'true' },
  TPROXY: {
    ISTIO_META_INTERCEPTION_MODE: 'TPROXY',
    ISTIO_META_INBOUND_LISTENER_EXACT_BALANCE: 'true',
    ISTIO_META_OUTBOUND_LISTENER_EXACT_BALANCE: 'true',
  },
  'DNS by the agent': { ISTIO_META_DNS_CAPTURE: 'true', ISTIO_META_DNS_PROXY_ADDR: 'localhost:15053' },
  headers: {
    PROXY_CONFIG: JSON.stringify({
      proxyHeaders: {
        server: { disabled: true },
        requestId: { disabled: true },
        attemptCount: { disabled: true },
        envoyDebugHeaders: { disabled: true },
        forwardedClientCert: 'FORWARD_ONLY',
        xForwardedHost: { enabled: true },
        xForwardedPort: { enabled: true },
      },
      gatewayTopology: { numTrustedProxies: 1, forwardClientCertDetails: 'ALWAYS_FORWARD_ONLY' },
      tracing: {
        sampling: 50,
        maxPathTagLength: 80,
        customTags: {
          a: { header: { name: 'x-a', defaultValue: 'none' } },
          b: { environment: { name: 'B' } },
          c: { literal: { value: 'c' } },
        },
      },
    }),
  },
};

/** What environments of istiod and of proxies change, all of it. */
export function environmentCandidates(): Candidate[] {
  const { objects } = manifest(MESH);
  const outboundTrafficPolicy = { mode: 'ALLOW_ANY_DYNAMIC_DNS' } as const;
  return Object.entries(istiods).flatMap(([istiod, variables]) => {
    const snapshot = takeSnapshot({
      list: (kind) => objects.filter((object) => object.kind === kind),
      features: readFeaturesOf(variables),
      meshConfig: { outboundTrafficPolicy },
    });
    return Object.entries(environments).flatMap(([name, environment]) => {
      const started = startedWith(environment, DEFAULT_MESH_CONFIG);
      const proxies: readonly ProxyNodeInfo[] = [
        ingress(),
        sidecar(),
        sidecar({ labels: { app: 'web' }, ip: '10.244.3.1' }),
      ];
      return proxies.map((proxy, index) => ({
        name: `${name}, istiod ${istiod}, proxy ${String(index)}`,
        config: translate(snapshot, { ...proxy, ...started }),
      }));
    });
  });
}
