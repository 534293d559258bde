import type { Labels } from './labels';

/** One address behind one port of a service. */
export interface Endpoint {
  readonly address: string;
  /** Other addresses of the same workload, of the other family. */
  readonly additionalAddresses?: readonly string[];
  readonly port: number;
  /** The service port it serves. */
  readonly servicePort: number;
  readonly labels: Labels;
  readonly namespace: string;
  /** `istio` when a sidecar stands in front of it. */
  readonly tlsMode: 'istio' | 'disabled';
  /** SPIFFE id; empty when unknown. */
  readonly identity: string;
  readonly weight?: number;
  readonly locality?: string;
  /** The network it is in; absent when nothing tells. */
  readonly network?: string;
  /** The cluster it is in; absent = the only one there is. */
  readonly cluster?: string;
  /** Absent = ready for requests. */
  readonly healthStatus?: 'UNHEALTHY' | 'DRAINING';
  /** It is no workload but the gateway of another network, in place of those behind it. */
  readonly isNetworkGateway?: true;
  readonly pod?: string;
  readonly workload?: string;
}

const TLS_MODE = 'security.istio.io/tlsMode';

/** Reads the label that injection puts on pods with a sidecar. */
export function tlsModeOf(labels: Labels): 'istio' | 'disabled' {
  return labels[TLS_MODE] === 'istio' ? 'istio' : 'disabled';
}
