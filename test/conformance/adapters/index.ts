import type { Adapter } from '../adapter';
import { adapter as sidecarRoutes } from './sidecar-routes';
import { adapter as simulation } from './simulation';

/** Every adapter, in the order of the report. */
export const adapters: readonly Adapter[] = [simulation, sidecarRoutes];
