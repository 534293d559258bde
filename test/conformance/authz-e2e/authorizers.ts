import type { PortName } from './echo-apps';

/** An external authorizer as Istio's tests install it. */
export interface Authorizer {
  readonly name: string;
  /** Whether it can be asked about calls to this port. */
  supports(port: PortName): boolean;
}

const NAMESPACE = 'authz';

/** One that is asked over HTTP, which has nothing to say about bytes, and one that is asked over gRPC. */
export const AUTHORIZERS: readonly Authorizer[] = [
  { name: 'ext-authz-http', supports: (port) => !port.startsWith('TCP') },
  { name: 'ext-authz-grpc', supports: () => true },
];

export const AUTHORIZER_MESH_CONFIG = `extensionProviders:
- name: ext-authz-http
  envoyExtAuthzHttp:
    service: ext-authz.${NAMESPACE}.svc.cluster.local
    port: 8000
    headersToUpstreamOnAllow: ["x-ext-authz-*"]
    headersToDownstreamOnDeny: ["x-ext-authz-*"]
    includeRequestHeadersInCheck: ["x-ext-authz"]
    includeAdditionalHeadersInCheck:
      x-ext-authz-additional-header-new: additional-header-new-value
      x-ext-authz-additional-header-override: additional-header-override-value
- name: ext-authz-grpc
  envoyExtAuthzGrpc:
    service: ext-authz.${NAMESPACE}.svc.cluster.local
    port: 9000
`;

export const AUTHORIZER_MANIFEST = `apiVersion: v1
kind: Namespace
metadata: {name: ${NAMESPACE}, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Service
metadata: {name: ext-authz, namespace: ${NAMESPACE}}
spec:
  selector: {app: ext-authz}
  ports: [{name: http, port: 8000, targetPort: 8000}, {name: grpc, port: 9000, targetPort: 9000}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ext-authz, namespace: ${NAMESPACE}}
spec:
  replicas: 1
  selector: {matchLabels: {app: ext-authz}}
  template:
    metadata: {labels: {app: ext-authz}}
    spec:
      containers:
      - {name: ext-authz, image: 'gcr.io/istio-testing/ext-authz:latest', ports: [{containerPort: 8000}, {containerPort: 9000}]}
`;

/** The calls by which the tests' helpers make headers; undefined when it is none of them. */
export function authorizerHeaders(call: {
  readonly $call?: string;
  readonly args?: readonly unknown[] | null;
}): Readonly<Record<string, string>> | undefined {
  const headers = (value: string): Readonly<Record<string, string>> => ({
    'x-ext-authz': value,
    'x-ext-authz-additional-header-override': 'should-be-override',
  });
  switch (call.$call) {
    case 'allowHeaders':
      return headers('allow');
    case 'denyHeaders':
      return headers('deny');
    case 'extAuthzHeaders': {
      const [value] = call.args ?? [];
      return headers(value === '$authz.XExtAuthzAllow' ? 'allow' : String(value));
    }
    default:
      return undefined;
  }
}
