import type { Health } from './health';

/** The mesh graph over a window of time, as Kiali draws it; made from the same facts as metrics and logs. */
export interface MeshGraph {
  readonly windowMs: number;
  readonly type: GraphType;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export type GraphType = 'versionedApp' | 'app' | 'workload' | 'service';

export interface GraphNode {
  readonly id: string;
  readonly kind:
    'gateway' | 'app' | 'workload' | 'service' | 'external' | 'passthrough' | 'blackhole' | 'unknown';
  readonly namespace: string;
  readonly app: string;
  /** `version` label, where one is shown. */
  readonly version?: string;
  readonly label: string;
  /** Id of the app box this node stands in. */
  readonly box?: string;
  readonly hasSidecar: boolean;
  /** Ready pods and all pods behind it. */
  readonly ready: number;
  readonly replicas: number;
  /** The worse of what the requests to it and its pods show. */
  readonly health: Health;
}

export interface GraphEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** Requests per second over the window. */
  readonly rate: number;
  /** Of all requests the source sent to the same service: percent. */
  readonly share: number;
  /** Percent of requests that ended in 4xx, 5xx, or without an answer. */
  readonly errorPercent: number;
  /** Response flag → count. */
  readonly flags: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly protocol: 'http' | 'tcp';
  readonly health: Health;
  readonly mtlsPercent: number;
  readonly requests: number;
}
