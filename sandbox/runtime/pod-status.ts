import { isoSeconds } from '../lib/calendar';
import type { ContainerSpec, PodSpec } from './objects';

/** What a container is doing, as the kubelet knows it. */
export type ContainerState =
  | { readonly is: 'waiting'; readonly reason: string; readonly message?: string }
  | { readonly is: 'running'; readonly startedMs: number }
  | {
      readonly is: 'terminated';
      readonly reason: string;
      readonly exitCode: number;
      readonly startedMs: number;
      readonly finishedMs: number;
    };

export interface ContainerRecord {
  readonly spec: ContainerSpec;
  readonly init: boolean;
  state: ContainerState;
  lastState?: ContainerState;
  ready: boolean;
  restarts: number;
  readonly id: string;
}

/** A pod's state, from which its status is written. */
export interface PodRecord {
  readonly spec: PodSpec;
  readonly containers: readonly ContainerRecord[];
  readonly nodeIP: string;
  podIPs?: readonly string[];
  scheduledMs?: number;
  startedMs?: number;
  readyMs?: number;
}

/** The status subresource in Kubernetes' own shape. */
export function podStatus(record: PodRecord): Readonly<Record<string, unknown>> {
  const inits = record.containers.filter(({ init }) => init);
  const mains = record.containers.filter(({ init }) => !init);
  const initialized = inits.every(isInitialized);
  const ready = record.containers.every(isReady);
  const sinceMs = record.startedMs ?? record.scheduledMs ?? 0;
  return {
    phase: finalPhase(record.spec, mains) ?? (mains.some(hasStarted) ? 'Running' : 'Pending'),
    conditions: [
      condition('PodReadyToStartContainers', record.podIPs !== undefined, sinceMs),
      condition('Initialized', initialized, sinceMs, 'ContainersNotInitialized'),
      condition('Ready', ready, record.readyMs ?? sinceMs, 'ContainersNotReady'),
      condition('ContainersReady', ready, record.readyMs ?? sinceMs, 'ContainersNotReady'),
      condition('PodScheduled', record.scheduledMs !== undefined, record.scheduledMs ?? 0),
    ],
    hostIP: record.nodeIP,
    hostIPs: [{ ip: record.nodeIP }],
    ...(record.podIPs ? { podIP: record.podIPs[0], podIPs: record.podIPs.map((ip) => ({ ip })) } : {}),
    ...(record.startedMs === undefined ? {} : { startTime: isoSeconds(record.startedMs) }),
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits.map(containerStatus) }),
    containerStatuses: mains.map(containerStatus),
    qosClass: 'BestEffort',
  };
}

/** How a pod ended whose containers are all over and stay so; undefined while it lives. */
function finalPhase(
  { restartPolicy = 'Always' }: PodSpec,
  mains: readonly ContainerRecord[],
): string | undefined {
  const codes = mains.map(({ state }) => (state.is === 'terminated' ? state.exitCode : undefined));
  if (restartPolicy === 'Always' || codes.some((code) => code === undefined)) return undefined;
  if (codes.every((code) => code === 0)) return 'Succeeded';
  return restartPolicy === 'Never' ? 'Failed' : undefined;
}

/** A native sidecar counts as initialised once it has started; a plain init container once it has completed. */
function isInitialized(container: ContainerRecord): boolean {
  return container.spec.restartPolicy === 'Always' ? container.ready : isCompletedInit(container);
}

/** Ready, or an init container that is over and done; a native sidecar that is over is not ready. */
export function isReady(container: ContainerRecord): boolean {
  return container.ready || (container.spec.restartPolicy !== 'Always' && isCompletedInit(container));
}

function isCompletedInit({ init, state }: ContainerRecord): boolean {
  return init && state.is === 'terminated' && state.exitCode === 0;
}

function hasStarted({ state, restarts }: ContainerRecord): boolean {
  return state.is !== 'waiting' || restarts > 0;
}

function condition(type: string, status: boolean, atMs: number, reason?: string): object {
  return {
    type,
    status: status ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: isoSeconds(atMs),
    ...(status || reason === undefined ? {} : { reason }),
  };
}

function containerStatus(container: ContainerRecord): object {
  const { spec, state, lastState, ready, restarts, id } = container;
  const started = state.is === 'running' && (ready || !container.init);
  return {
    name: spec.name,
    image: spec.image,
    imageID: state.is === 'waiting' && restarts === 0 ? '' : `docker.io/${spec.image}`,
    ...(state.is === 'waiting' && restarts === 0 ? {} : { containerID: `containerd://${id}` }),
    ready: isReady(container),
    started,
    restartCount: restarts,
    state: stateObject(state),
    lastState: lastState === undefined ? {} : stateObject(lastState),
  };
}

function stateObject(state: ContainerState): object {
  if (state.is === 'waiting') {
    const { reason, message } = state;
    return { waiting: message === undefined ? { reason } : { reason, message } };
  }
  if (state.is === 'running') return { running: { startedAt: isoSeconds(state.startedMs) } };
  return {
    terminated: {
      exitCode: state.exitCode,
      reason: state.reason,
      startedAt: isoSeconds(state.startedMs),
      finishedAt: isoSeconds(state.finishedMs),
    },
  };
}
