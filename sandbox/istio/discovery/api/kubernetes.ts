/** The parts of Kubernetes' own kinds that service discovery reads. */
export interface KubeServiceSpec {
  readonly type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly externalName?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly KubeServicePort[];
  readonly trafficDistribution?: string;
  readonly externalIPs?: readonly string[];
}

export interface KubeServiceStatus {
  readonly loadBalancer?: {
    readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
  };
}

export interface KubeServicePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/** discovery.k8s.io EndpointSlice: its fields stand beside `metadata`. */
export interface EndpointSliceFields {
  readonly addressType?: 'IPv4' | 'IPv6' | 'FQDN';
  readonly endpoints?: readonly {
    readonly addresses?: readonly string[];
    readonly conditions?: EndpointConditions;
    readonly targetRef?: { readonly kind?: string; readonly name?: string; readonly namespace?: string };
    readonly nodeName?: string;
    readonly zone?: string;
  }[];
  readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly protocol?: string }[];
}

/** What is absent counts as true. */
export interface EndpointConditions {
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly terminating?: boolean;
}

export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly nodeName?: string;
  readonly containers?: readonly PodContainer[];
  readonly initContainers?: readonly PodContainer[];
}

export interface PodContainer {
  readonly name?: string;
  readonly ports?: readonly {
    readonly name?: string;
    readonly containerPort: number;
    readonly protocol?: string;
  }[];
}

export interface PodStatus {
  readonly podIP?: string;
  /** One of each family, `podIP` first. */
  readonly podIPs?: readonly { readonly ip: string }[];
  readonly phase?: string;
}
