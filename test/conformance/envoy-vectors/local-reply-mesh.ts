/** Stands in the manifest for the key set that tokens are signed for. */
export const TOKEN_KEYS_PLACE = 'TOKEN-KEYS';

const VIRTUAL_SERVICES = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: default}
spec:
  hosts: [web]
  http:
  - match: [{uri: {prefix: /no-subset}}]
    route: [{destination: {host: web, subset: v9}}]
  - match: [{uri: {prefix: /delay}}]
    timeout: 0.5s
    route: [{destination: {host: web}}]
  - match: [{uri: {prefix: /per-try/}}]
    rewrite: {uri: /}
    retries: {attempts: 1, perTryTimeout: 0.2s, retryOn: connect-failure}
    route: [{destination: {host: web}}]
  - match: [{uri: {prefix: /abort-500}}]
    fault: {abort: {httpStatus: 500, percentage: {value: 100}}}
    route: [{destination: {host: web}}]
  - match: [{uri: {prefix: /late-abort}}]
    fault:
      delay: {fixedDelay: 0.2s, percentage: {value: 100}}
      abort: {httpStatus: 503, percentage: {value: 100}}
    route: [{destination: {host: web}}]
  - match: [{uri: {prefix: /late}}]
    fault: {delay: {fixedDelay: 0.2s, percentage: {value: 100}}}
    route: [{destination: {host: web}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: closed, namespace: default}
spec:
  hosts: [closed]
  http:
  - match: [{uri: {prefix: /once}}]
    retries: {attempts: 0}
    route: [{destination: {host: closed}}]
  - route: [{destination: {host: closed}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: routed, namespace: default}
spec:
  parentRefs: [{group: "", kind: Service, name: routed, port: 80}]
  rules:
  - matches: [{path: {type: PathPrefix, value: /missing}}]
    backendRefs: [{name: nobody, port: 80}]
  - matches: [{path: {type: PathPrefix, value: /weightless}}]
    backendRefs: [{name: web, port: 80, weight: 0}]
`;

const TRANSPORT = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: plaintext-to-strict, namespace: default}
spec: {host: strict, trafficPolicy: {tls: {mode: DISABLE}}}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: strict, namespace: default}
spec: {selector: {matchLabels: {app: strict}}, mtls: {mode: STRICT}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: tls-to-plaintext, namespace: default}
spec: {host: plain, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: far, namespace: default}
spec:
  hosts: [far.example]
  addresses: [240.0.0.9]
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: STATIC
  endpoints: [{address: 192.0.2.77}]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: secure, namespace: default}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [secure.example]
    tls: {httpsRedirect: true}
`;

const POLICIES = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: guarded, namespace: default}
spec: {selector: {matchLabels: {app: guarded}}}
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens, namespace: default}
spec:
  selector: {matchLabels: {app: tokens}}
  jwtRules: [{issuer: me, jwks: '${TOKEN_KEYS_PLACE}'}]
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: audience, namespace: default}
spec:
  selector: {matchLabels: {app: audience}}
  jwtRules: [{issuer: me, audiences: [web], jwks: '${TOKEN_KEYS_PLACE}'}]
`;

const SIDECAR = { 'sidecar.istio.io/inject': 'true' };
const BARE = { 'sidecar.istio.io/inject': 'false' };

/** Workloads that call and are called, and every setting that makes a proxy answer by itself. */
export const MANIFEST = [
  workload('client', SIDECAR),
  workload('web', SIDECAR),
  workload('routed', SIDECAR),
  workload('strict', SIDECAR),
  workload('guarded', SIDECAR),
  workload('tokens', SIDECAR),
  workload('audience', SIDECAR),
  workload('plain', BARE),
  workload('closed', BARE, 'ECHO_PORT_CLOSED'),
  workload('no-http', BARE, 'ECHO_TCP'),
  service('empty'),
  VIRTUAL_SERVICES,
  TRANSPORT,
  POLICIES,
].join('---\n');

function workload(name: string, sidecar: object, setting = 'ECHO_NOTHING'): string {
  const labels = JSON.stringify({ app: name, ...sidecar });
  return `${service(name)}---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: default}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: ${labels}}
    spec:
      containers:
      - {name: echo, image: echo, env: [{name: ${setting}, value: '1'}], ports: [{containerPort: 8080}]}
`;
}

function service(name: string): string {
  return `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: default}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80, targetPort: 8080}]}
`;
}
