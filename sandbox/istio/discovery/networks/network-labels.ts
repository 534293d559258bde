import type { Labels } from '../labels';
import { parseLocality, placeLabels } from '../locality';

/** On a workload, a gateway, a Service or istiod's namespace: the network it is in, or leads to. */
export const NETWORK_LABEL = 'topology.istio.io/network';

/** On a gateway between networks: its port, where that is not the usual one. */
export const GATEWAY_PORT_LABEL = 'networking.istio.io/gatewayPort';
export const DEFAULT_GATEWAY_PORT = 15_443;

/** The cluster that a workload runs in. */
const CLUSTER_LABEL = 'topology.istio.io/cluster';

/** Where a workload is. */
interface Topology {
  readonly cluster?: string | undefined;
  readonly network?: string | undefined;
  /** `region/zone/subzone` */
  readonly locality?: string | undefined;
}

/** Labels with those that say where their owner is, so that subsets and failover can go by them; its own network stays. */
export function augmentedLabels(labels: Labels, { cluster, network, locality }: Topology): Labels {
  if (!cluster && !network && !locality) return labels;
  return {
    ...labels,
    ...placeLabels(parseLocality(locality ?? '')),
    ...(cluster ? { [CLUSTER_LABEL]: cluster } : {}),
    ...(network && !labels[NETWORK_LABEL] ? { [NETWORK_LABEL]: network } : {}),
  };
}
