// data table
import type { Schema } from '../../../kube/index';
import { workloadEntry } from '../schema/workload-entry';

/** What a WorkloadEntry holds. */
export const workloadEntrySpec: Schema = workloadEntry;
