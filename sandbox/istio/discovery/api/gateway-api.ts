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

/** TCPRoute and TLSRoute. */
export interface L4RouteSpec {
  readonly parentRefs?: readonly ParentReference[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly { readonly backendRefs?: readonly BackendRef[] }[];
}
