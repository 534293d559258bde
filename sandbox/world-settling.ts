import { isPodReady, podPhase, readContainerStatuses, type ApiServer, type KubeObject } from './kube/index';

/** Kinds that keep a number of pods. */
const SCALED = ['Deployment', 'StatefulSet'];

/** True while a workload has not the pods it wants, or a pod is on its way to being ready and may still get there. */
export function isStarting(api: ApiServer): boolean {
  return SCALED.some((kind) => api.list(kind).some(isShort)) || api.list('Pod').some(isComing);
}

function isShort({ spec, status, metadata }: KubeObject): boolean {
  const wanted = (spec as { readonly replicas?: number } | undefined)?.replicas ?? 1;
  const seen = status as { readonly replicas?: number; readonly observedGeneration?: number } | undefined;
  return (seen?.replicas ?? 0) !== wanted || (seen?.observedGeneration ?? 0) < (metadata.generation ?? 0);
}

function isComing(pod: KubeObject): boolean {
  const phase = podPhase(pod);
  if (phase === 'Succeeded' || phase === 'Failed') return false;
  if (pod.metadata.deletionTimestamp !== undefined) return true;
  return !isPodReady(pod) && !isStuck(pod);
}

/** Waiting will not help: the image or the configuration cannot be had, or the container keeps crashing. */
function isStuck(pod: KubeObject): boolean {
  const hopeless = new Set([
    'CrashLoopBackOff',
    'CreateContainerConfigError',
    'ImagePullBackOff',
    'ErrImagePull',
    'InvalidImageName',
  ]);
  return readContainerStatuses(pod).some(
    ({ state }) => state.waiting !== undefined && hopeless.has(state.waiting.reason ?? ''),
  );
}
