import { webhook } from '../../validation/webhook';
import { validateWorkloadEntry } from '../../validation/workload-entry/validate';
import { customKind } from '../custom-kind';
import { workloadEntrySpec } from './schema';

export const workloadEntry = customKind({
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  kind: 'WorkloadEntry',
  plural: 'workloadentries',
  shortName: 'we',
  spec: workloadEntrySpec,
  specRequired: true,
  columns: { Address: '.spec.address' },
  ageFirst: true,
  validate: webhook(validateWorkloadEntry),
});
