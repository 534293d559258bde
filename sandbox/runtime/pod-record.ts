import { at, isPodReady, number, parseTimestamp, podIps, record, records, string } from '../kube/index';
import type { ContainerSpec, PodObject } from './objects';
import type { ContainerRecord, ContainerState, PodRecord } from './pod-status';

type Status = Readonly<Record<string, unknown>>;

/** A pod of which nothing has started. @param newId of a container */
export function newPod(pod: PodObject, nodeIP: string, newId: () => string): PodRecord {
  const spec = pod.spec ?? { containers: [] };
  const inits = spec.initContainers ?? [];
  const reason = inits.length > 0 ? 'PodInitializing' : 'ContainerCreating';
  const record = (container: ContainerSpec, init: boolean): ContainerRecord => ({
    spec: container,
    init,
    state: { is: 'waiting', reason },
    ready: false,
    restarts: 0,
    id: newId(),
  });
  const containers = [
    ...inits.map((container) => record(container, true)),
    ...spec.containers.map((container) => record(container, false)),
  ];
  return { spec, containers, nodeIP };
}

/**
 * What the status of a pod that is up says of it. A kubelet that starts again finds the containers running and goes on
 * with them; undefined for a pod that is not all there, which is started anew.
 */
export function resumedPod(pod: PodObject, nodeIP: string): PodRecord | undefined {
  const { spec, status, metadata } = pod;
  if (spec === undefined || metadata.deletionTimestamp !== undefined || !isPodReady(pod)) return undefined;
  const containers = [
    ...resumedContainers(spec.initContainers ?? [], records(at(status, 'initContainerStatuses')), true),
    ...resumedContainers(spec.containers, records(at(status, 'containerStatuses')), false),
  ];
  if (containers.length !== (spec.initContainers ?? []).length + spec.containers.length) return undefined;
  const [scheduledMs, readyMs] = ['PodScheduled', 'Ready'].map((type) => sinceMs(pod, type));
  const startedMs = parseTimestamp(string(at(status, 'startTime')));
  return {
    spec,
    containers,
    nodeIP,
    podIPs: podIps(pod),
    startedMs,
    ...(scheduledMs === undefined ? {} : { scheduledMs }),
    ...(readyMs === undefined ? {} : { readyMs }),
  };
}

function sinceMs({ status }: PodObject, type: string): number | undefined {
  const found = records(at(status, 'conditions')).find((condition) => condition['type'] === type);
  return found && parseTimestamp(string(found['lastTransitionTime']));
}

function resumedContainers(
  specs: readonly ContainerSpec[],
  statuses: readonly Status[],
  init: boolean,
): ContainerRecord[] {
  return specs.flatMap((spec) => {
    const status = statuses.find(({ name }) => name === spec.name);
    const state = stateOf(status?.['state']);
    if (status === undefined || state === undefined) return [];
    const lastState = stateOf(status['lastState']);
    return {
      spec,
      init,
      state,
      ...(lastState === undefined ? {} : { lastState }),
      ready: state.is === 'running',
      restarts: number(status['restartCount']),
      id: string(status['containerID']).replace('containerd://', ''),
    };
  });
}

/** Of a container that ran or has ended; undefined for one that waits. */
function stateOf(state: unknown): ContainerState | undefined {
  const { running, terminated } = record(state);
  if (running !== undefined) return { is: 'running', startedMs: timeAt(running, 'startedAt') };
  if (terminated === undefined) return undefined;
  return {
    is: 'terminated',
    reason: string(at(terminated, 'reason')),
    exitCode: number(at(terminated, 'exitCode')),
    startedMs: timeAt(terminated, 'startedAt'),
    finishedMs: timeAt(terminated, 'finishedAt'),
  };
}

function timeAt(state: unknown, name: string): number {
  return parseTimestamp(string(at(state, name)));
}
