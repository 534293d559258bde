import type { Adapter } from '../adapter';

/** Every adapter, in the order of the report. */
export const adapters: readonly Adapter[] = [];
