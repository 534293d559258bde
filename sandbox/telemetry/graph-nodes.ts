import type { ApiServer, KubeObject } from '../kube/index';
import type { EdgeTarget, EdgeTotals } from './edge-meter';
import type { GraphNode, GraphType } from './graph';
import { podHealth, requestHealth, worst } from './health';
import { factsOf, type WorkloadFacts } from './workload-table';

/** A node before its pods are counted. */
type NodeShape = Omit<GraphNode, 'ready' | 'replicas' | 'hasSidecar' | 'health'>;

/** The node that a workload is part of, in a graph of the type. */
export function workloadNode(facts: WorkloadFacts, type: GraphType): NodeShape {
  const { namespace, app, version, workload } = facts;
  const common = { namespace, app, ...(version === undefined ? {} : { version }) };
  if (facts.gateway) {
    return { id: `gateway:${namespace}/${workload}`, kind: 'gateway', namespace, app, label: workload };
  }
  if (type === 'workload') {
    return { ...common, id: `workload:${namespace}/${workload}`, kind: 'workload', label: workload };
  }
  if (type === 'versionedApp' && version !== undefined) {
    const box = `${namespace}/${app}`;
    return { ...common, id: `app:${box}/${version}`, kind: 'app', label: version, box };
  }
  return { id: `app:${namespace}/${app}`, kind: 'app', namespace, app, label: app };
}

export function serviceNode(service: string): NodeShape {
  const [name = service, namespace = ''] = service.split('.');
  return { id: `service:${service}`, kind: 'service', namespace, app: name, label: name };
}

/** Targets and sources that are no workload. */
export function outsideNode(target: Exclude<EdgeTarget, { is: 'workload' }>): NodeShape {
  const label = target.name === '' ? 'unknown' : target.name;
  return { id: `${target.is}:${label}`, kind: target.is, namespace: '', app: label, label };
}

/** Counts pods per node: ready ones, all of them, and whether they carry a sidecar. */
export class PodCounter {
  readonly #pods: readonly { readonly facts: WorkloadFacts; readonly ready: boolean }[];

  constructor(api: ApiServer) {
    this.#pods = api.list('Pod').map((pod) => ({ facts: factsOf(pod), ready: isReady(pod) }));
  }

  /** @param received sums over the requests to it */
  complete(shape: NodeShape, type: GraphType, received: EdgeTotals): GraphNode {
    const own = this.#pods.filter(({ facts }) => workloadNode(facts, type).id === shape.id);
    const ready = own.filter((pod) => pod.ready).length;
    return {
      ...shape,
      health: worst([requestHealth(received), podHealth(ready, own.length)]),
      hasSidecar: own.length === 0 ? shape.kind === 'service' : own.every(({ facts }) => facts.hasSidecar),
      ready,
      replicas: own.length,
    };
  }

  /** A node for every workload of the applications, busy or not. @param apps `namespace/app` */
  shapes(apps: ReadonlySet<string>, type: GraphType): NodeShape[] {
    return this.#pods
      .filter(({ facts }) => apps.has(`${facts.namespace}/${facts.app}`))
      .map(({ facts }) => workloadNode(facts, type));
  }
}

function isReady({ status }: KubeObject): boolean {
  const { conditions = [] } = (status ?? {}) as {
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
  return conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
}
