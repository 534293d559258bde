import { isoSeconds } from '../../lib/calendar';
import { podPhase, readPodSpec } from '../kinds/pod/reader';
import { withMetadata } from '../freeze';
import type { KubeObject } from '../object';
import { at } from '../read';

/**
 * How long an object goes on after its deletion, in seconds; 0 = it goes at once. Only pods get time, and only those
 * that run on a node (pkg/registry/core/pod/strategy.go, CheckGracefulDelete).
 * @param asked what the request says; undefined = what the pod says
 */
export function graceSeconds(object: KubeObject, asked: number | undefined): number {
  if (object.kind !== 'Pod' || readPodSpec(object).nodeName === '') return 0;
  const phase = podPhase(object);
  if (phase === 'Succeeded' || phase === 'Failed') return 0;
  const own = at(object.spec, 'terminationGracePeriodSeconds');
  const wanted = asked ?? (typeof own === 'number' ? own : DEFAULT_GRACE_SECONDS);
  return wanted < 0 ? 1 : wanted;
}

/** What a pod gets that does not say. */
const DEFAULT_GRACE_SECONDS = 30;

/** The object with its end announced; undefined when an end as early is announced already. */
export function marked(object: KubeObject, seconds: number, nowMs: number): KubeObject | undefined {
  const before = object.metadata.deletionGracePeriodSeconds;
  if (before !== undefined && before <= seconds) return undefined;
  return withMetadata(object, {
    deletionGracePeriodSeconds: seconds,
    deletionTimestamp: isoSeconds(nowMs + seconds * 1000),
  });
}
