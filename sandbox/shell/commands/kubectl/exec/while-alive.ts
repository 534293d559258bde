import { readContainerStatuses, type KubeObject } from '../../../../kube/index';
import type { Process } from '../../../../sim/index';
import type { Session } from '../session';

/** What a process answers that was killed. */
const KILLED = 137;

/** Runs a process in a container of a pod: it is killed when the container ends or the pod is gone. */
export function* whileAlive(
  pod: KubeObject,
  container: string,
  process: Process<number>,
  { api, context }: Session,
): Process<number> {
  const task = context.world.kernel.spawn('exec', process);
  const stopWatching = api.watch(({ type, object }) => {
    if (object.metadata.uid !== pod.metadata.uid) return;
    if (type === 'DELETED' || hasEnded(object, container)) task.cancel();
  });
  try {
    yield (waiter) =>
      task.onDone(() => {
        waiter.wake();
      });
    return task.cancelled ? KILLED : task.result();
  } finally {
    stopWatching();
    task.cancel();
  }
}

function hasEnded(pod: KubeObject, container: string): boolean {
  return readContainerStatuses(pod).some(
    ({ name, state }) => name === container && state.terminated !== undefined,
  );
}
