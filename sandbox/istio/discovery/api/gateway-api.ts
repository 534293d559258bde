import type { BackendRef, HttpRouteFilter, NamedMatch, ObjectReference, ParentReference } from './http-route';

/** gateway.networking.k8s.io, the other kinds, the fields conversion reads. https://gateway-api.sigs.k8s.io/reference/spec/ */
export interface KubeGatewaySpec {
  readonly gatewayClassName: string;
  readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
  readonly listeners?: readonly Listener[];
  readonly allowedListeners?: { readonly namespaces?: NamespaceChoice };
  readonly infrastructure?: Infrastructure;
  readonly tls?: {
    readonly frontend?: {
      readonly default: FrontendTls;
      readonly perPort?: readonly { readonly port: number; readonly tls: FrontendTls }[];
    };
    readonly backend?: { readonly clientCertificateRef?: ObjectReference };
  };
}

export interface Infrastructure {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly parametersRef?: { readonly group: string; readonly kind: string; readonly name: string };
}

export interface FrontendTls {
  readonly validation?: {
    readonly caCertificateRefs?: readonly ObjectReference[];
    readonly mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
  };
}

export interface Listener {
  readonly name: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly protocol: string;
  readonly tls?: ListenerTls;
  readonly allowedRoutes?: {
    readonly namespaces?: NamespaceChoice;
    readonly kinds?: readonly RouteKind[];
  };
}

export interface RouteKind {
  readonly group?: string;
  readonly kind: string;
}

export interface NamespaceChoice {
  readonly from?: string;
  readonly selector?: unknown;
}

export interface ListenerTls {
  readonly mode?: 'Terminate' | 'Passthrough';
  readonly certificateRefs?: readonly ObjectReference[];
  readonly options?: Readonly<Record<string, string>>;
}

export interface ListenerSetSpec {
  readonly parentRef: ObjectReference;
  readonly listeners?: readonly Listener[];
}

export interface ReferenceGrantSpec {
  readonly from?: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  readonly to?: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

export interface GrpcRouteSpec {
  readonly parentRefs?: readonly ParentReference[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly GrpcRouteRule[];
}

export interface GrpcRouteRule {
  readonly name?: string;
  readonly matches?: readonly GrpcRouteMatch[];
  readonly filters?: readonly HttpRouteFilter[];
  readonly backendRefs?: readonly BackendRef[];
}

export interface GrpcRouteMatch {
  readonly method?: { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly NamedMatch[];
}

interface PolicyTargetReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

export interface BackendTlsPolicySpec {
  readonly targetRefs?: readonly PolicyTargetReference[];
  readonly validation: {
    readonly hostname: string;
    readonly wellKnownCACertificates?: string;
    readonly caCertificateRefs?: readonly ObjectReference[];
    readonly subjectAltNames?: readonly {
      readonly type: string;
      readonly hostname?: string;
      readonly uri?: string;
    }[];
  };
}

/** gateway.networking.x-k8s.io XBackendTrafficPolicy. */
export interface BackendTrafficPolicySpec {
  readonly targetRefs?: readonly PolicyTargetReference[];
  readonly sessionPersistence?: unknown;
  readonly retryConstraint?: {
    readonly budget?: { readonly percent?: number; readonly interval?: string };
    readonly minRetryRate?: { readonly count?: number };
  };
}

/** TCPRoute and TLSRoute. */
export interface L4RouteSpec {
  readonly parentRefs?: readonly ParentReference[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly { readonly backendRefs?: readonly BackendRef[] }[];
}
