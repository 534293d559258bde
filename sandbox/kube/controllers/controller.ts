import type { RandomSource } from '../../sim/index';
import type { ApiServer, WatchEvent } from '../api';
import type { ObjectKey } from '../object';

/** What every controller may use. */
export interface ControllerContext {
  readonly api: ApiServer;
  readonly random: RandomSource;
  /** Virtual wall clock, epoch milliseconds. */
  readonly now: () => number;
}

/** Brings the cluster closer to what one object wants, whenever something it depends on changes. */
export interface Controller {
  readonly name: string;
  /** Objects to look at again because of a change. */
  affected(event: WatchEvent, api: ApiServer): readonly ObjectKey[];
  /**
   * One step towards what the object wants; runs again after the changes it makes, after so many milliseconds as it
   * answers, and after a while when the server refuses something: each time it waits longer.
   * @throws ApiError
   */
  reconcile(key: ObjectKey, context: ControllerContext): number | undefined;
}
