import type { LabBundle } from './lab';
import type { WorldOptions } from './world-api';

/** What the world of a lab is made from, as its learner finds it. */
export function labWorld({ lab, manifests, files }: LabBundle): WorldOptions {
  const { seed, applied = [], profile = 'default' } = lab;
  return { seed, manifests, files, applied, profile };
}
