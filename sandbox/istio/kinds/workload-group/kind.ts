import { webhook } from '../../validation/webhook';
import { validateWorkloadGroup } from '../../validation/workload-group/validate';
import { customKind } from '../custom-kind';
import { workloadGroupSpec } from './schema';

export const workloadGroup = customKind({
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  kind: 'WorkloadGroup',
  plural: 'workloadgroups',
  shortName: 'wg',
  spec: workloadGroupSpec,
  specRequired: true,
  validate: webhook(validateWorkloadGroup),
});
