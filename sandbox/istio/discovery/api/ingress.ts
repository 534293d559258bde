/** networking.k8s.io Ingress, the fields translation reads. https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/ */
export interface IngressSpec {
  readonly ingressClassName?: string;
  readonly rules?: readonly IngressRule[];
  readonly tls?: readonly { readonly hosts?: readonly string[]; readonly secretName?: string }[];
}

export interface IngressRule {
  readonly host?: string;
  readonly http?: { readonly paths?: readonly HttpIngressPath[] };
}

export interface HttpIngressPath {
  readonly path?: string;
  readonly pathType?: 'Exact' | 'Prefix' | 'ImplementationSpecific';
  readonly backend: {
    readonly service?: {
      readonly name: string;
      readonly port?: { readonly number?: number; readonly name?: string };
    };
  };
}
