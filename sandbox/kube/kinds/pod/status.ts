import type { KubeObject } from '../../object';
import { at, string } from '../../read';
import { podPhase, readContainerStatuses, readPodSpec, type ContainerStateView } from './reader';

/** What `kubectl get pods` says about a pod. */
export interface PodSummary {
  readonly ready: number;
  readonly total: number;
  /** `Running`, `ContainerCreating`, `CrashLoopBackOff`, `Init:0/1`, `Terminating` ... */
  readonly status: string;
  readonly restarts: number;
}

/** Sums a pod up as kubectl's table does, native sidecars counted among the containers. */
export function summarizePod(pod: KubeObject): PodSummary {
  const spec = readPodSpec(pod);
  const sidecars = spec.initContainers.filter((container) => container.restartPolicy === 'Always');
  const statuses = readContainerStatuses(pod);
  const initStatuses = readContainerStatuses(pod, 'initContainerStatuses');
  const sidecarStatuses = initStatuses.filter((status) => sidecars.some(({ name }) => name === status.name));
  const initializing = initStatus(pod);
  const counted = [...sidecarStatuses, ...statuses];
  return {
    ready: counted.filter((status) => status.ready).length,
    total: spec.containers.length + sidecars.length,
    status: deletionStatus(pod) ?? initializing ?? containerStatus(pod),
    restarts: counted.reduce((sum, status) => sum + status.restartCount, 0),
  };
}

function deletionStatus(pod: KubeObject): string | undefined {
  return pod.metadata.deletionTimestamp === undefined ? undefined : 'Terminating';
}

function initStatus(pod: KubeObject): string | undefined {
  const inits = readPodSpec(pod).initContainers;
  const statuses = readContainerStatuses(pod, 'initContainerStatuses');
  for (const [index, container] of inits.entries()) {
    const status = statuses.find(({ name }) => name === container.name);
    if (!status) return undefined;
    const { state } = status;
    if (state.terminated?.exitCode === 0) continue;
    if (container.restartPolicy === 'Always' && status.started === true) continue;
    if (state.terminated) return `Init:${terminationWord(state)}`;
    const waiting = state.waiting?.reason ?? '';
    if (waiting !== '' && waiting !== 'PodInitializing') return `Init:${waiting}`;
    return `Init:${String(index)}/${String(inits.length)}`;
  }
  return undefined;
}

function containerStatus(pod: KubeObject): string {
  const reason = string(at(pod.status, 'reason'));
  let status = reason === '' ? podPhase(pod) : reason;
  let running = false;
  for (const { state, ready } of [...readContainerStatuses(pod)].reverse()) {
    if (state.waiting?.reason !== undefined && state.waiting.reason !== '') status = state.waiting.reason;
    else if (state.terminated) status = terminationWord(state);
    else if (ready && state.running) running = true;
  }
  return status === 'Completed' && running ? 'Running' : status;
}

function terminationWord({ terminated }: ContainerStateView): string {
  if (terminated?.reason !== undefined && terminated.reason !== '') return terminated.reason;
  if (terminated?.signal !== undefined && terminated.signal !== 0)
    return `Signal:${String(terminated.signal)}`;
  return `ExitCode:${String(terminated?.exitCode ?? 0)}`;
}
