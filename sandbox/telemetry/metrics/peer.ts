import type { StatLabel } from '../../net/index';
import type { WorkloadFacts } from '../workload-table';

/** What a label says when nothing is known. */
export const UNKNOWN = 'unknown';
/** The name of the only cluster there is. */
const CLUSTER = 'Kubernetes';

/** One end of a call, as labels describe it. */
export interface Peer {
  readonly workload: string;
  readonly namespace: string;
  readonly canonicalService: string;
  readonly canonicalRevision: string;
  readonly app: string;
  readonly version: string;
  readonly cluster: string;
}

const STRANGER: Peer = {
  workload: UNKNOWN,
  namespace: UNKNOWN,
  canonicalService: UNKNOWN,
  canonicalRevision: 'latest',
  app: UNKNOWN,
  version: UNKNOWN,
  cluster: UNKNOWN,
};

/** What a proxy says of its own workload: nothing where a label is missing. */
export function ownPeer(facts: WorkloadFacts): Peer {
  const { app = '', version = '' } = facts.labels;
  return { ...knownPeer(facts), app, version };
}

/** What a proxy knows of the other end: of a pod without a sidecar only what istiod tells of its endpoint. */
export function otherPeer(facts: WorkloadFacts | undefined): Peer {
  if (facts === undefined) return STRANGER;
  const told = facts.hasSidecar ? facts.labels : {};
  return { ...knownPeer(facts), app: told['app'] ?? UNKNOWN, version: told['version'] ?? UNKNOWN };
}

function knownPeer({ labels, workload, namespace }: WorkloadFacts): Omit<Peer, 'app' | 'version'> {
  return {
    workload,
    namespace,
    canonicalService:
      labels['service.istio.io/canonical-name'] ??
      labels['app.kubernetes.io/name'] ??
      labels['app'] ??
      workload,
    canonicalRevision:
      labels['service.istio.io/canonical-revision'] ??
      labels['app.kubernetes.io/version'] ??
      labels['version'] ??
      'latest',
    cluster: CLUSTER,
  };
}

export function sourceLabels(peer: Peer, principal: string): StatLabel[] {
  return [
    ['source_workload', peer.workload],
    ['source_canonical_service', peer.canonicalService],
    ['source_canonical_revision', peer.canonicalRevision],
    ['source_workload_namespace', peer.namespace],
    ['source_principal', principal],
    ['source_app', peer.app],
    ['source_version', peer.version],
    ['source_cluster', peer.cluster],
  ];
}

export function destinationLabels(peer: Peer, principal: string, service: ServiceLabels): StatLabel[] {
  return [
    ['destination_workload', peer.workload],
    ['destination_workload_namespace', peer.namespace],
    ['destination_principal', principal],
    ['destination_app', peer.app],
    ['destination_version', peer.version],
    ['destination_service', service.host],
    ['destination_canonical_service', peer.canonicalService],
    ['destination_canonical_revision', peer.canonicalRevision],
    ['destination_service_name', service.name],
    ['destination_service_namespace', service.namespace],
    ['destination_cluster', peer.cluster],
  ];
}

/** The service that was called. */
export interface ServiceLabels {
  readonly host: string;
  readonly name: string;
  readonly namespace: string;
}
