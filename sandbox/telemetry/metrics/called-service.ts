import { compareText } from '../../lib/compare-text';
import type { ApiServer, KubeObject } from '../../kube/index';
import type { WorkloadFacts } from '../workload-table';
import { UNKNOWN, type ServiceLabels } from './peer';

const SUFFIX = '.svc.cluster.local';
const CATCH_ALL: ReadonlySet<string> = new Set([
  'PassthroughCluster',
  'BlackHoleCluster',
  'InboundPassthroughCluster',
]);
const NOBODY: ServiceLabels = { host: UNKNOWN, name: UNKNOWN, namespace: UNKNOWN };

/**
 * The service a client's proxy says it called. Where the cluster belongs to none, a sidecar takes the host that was
 * asked for, a gateway does not.
 */
export function calledService(
  cluster: string | undefined,
  authority: string | undefined,
  direction: 'gateway' | 'outbound',
): ServiceLabels {
  if (cluster?.startsWith('outbound|') === true)
    return serviceOfHost(cluster.slice(cluster.lastIndexOf('|') + 1));
  const host = direction === 'outbound' && authority ? authority : UNKNOWN;
  if (cluster !== undefined && CATCH_ALL.has(cluster)) return { ...NOBODY, host, name: cluster };
  return { ...NOBODY, host, name: host };
}

/** The first service whose pods a server's proxy stands before, on the port that was called; else any of its services. */
export function servedService(
  api: ApiServer,
  { namespace, labels }: WorkloadFacts,
  cluster: string | undefined,
): ServiceLabels {
  if (cluster !== undefined && CATCH_ALL.has(cluster)) return { ...NOBODY, name: cluster };
  const services = api
    .list('Service', namespace)
    .filter((service) => selects(service, labels))
    .sort(byAge);
  const port = Number(cluster?.split('|')[1]);
  const found = services.find((service) => hasTarget(service, port)) ?? services[0];
  return found === undefined ? NOBODY : serviceOfHost(`${found.metadata.name}.${namespace}${SUFFIX}`);
}

function serviceOfHost(host: string): ServiceLabels {
  if (!host.endsWith(SUFFIX)) return { host, name: host, namespace: UNKNOWN };
  const [name = host, namespace = UNKNOWN] = host.split('.');
  return { host, name, namespace };
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
}

function selects({ spec }: KubeObject, labels: Readonly<Record<string, string>>): boolean {
  const selector = Object.entries((spec as ServiceSpec | undefined)?.selector ?? {});
  return selector.length > 0 && selector.every(([name, value]) => labels[name] === value);
}

function hasTarget({ spec }: KubeObject, port: number): boolean {
  const { ports = [] } = (spec ?? {}) as ServiceSpec;
  return ports.some(({ port: own, targetPort = own }) => targetPort === port || own === port);
}

function byAge({ metadata: a }: KubeObject, { metadata: b }: KubeObject): number {
  return compareText(a.creationTimestamp ?? '', b.creationTimestamp ?? '') || compareText(a.name, b.name);
}
