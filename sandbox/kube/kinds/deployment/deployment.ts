import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { record } from '../../read';
import { validateWorkload } from '../../validation/workload';
import { desiredReplicas, statusCount, workloadColumns } from '../workload-columns';
import { describeDeployment } from './describe';
import { deploymentSchema } from './schema';

/** Keeps a number of pods running and replaces them step by step when the template changes. */
export const deployment = defineKind({
  group: 'apps',
  versions: ['v1'],
  kind: 'Deployment',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  categories: ['all'],
  namespaced: true,
  description: 'A deployment keeps a number of equal pods running and updates them step by step.',
  schema: deploymentSchema,
  columns: [
    {
      name: 'READY',
      value: (object) => `${String(statusCount(object, 'readyReplicas'))}/${String(desiredReplicas(object))}`,
    },
    { name: 'UP-TO-DATE', value: (object) => String(statusCount(object, 'updatedReplicas')) },
    { name: 'AVAILABLE', value: (object) => String(statusCount(object, 'availableReplicas')) },
    ...workloadColumns,
  ],
  default: withDefaults,
  validate: (object, context) => ({ errors: validateWorkload(object, context), warnings: [] }),
  describe: describeDeployment,
});

function withDefaults(object: KubeObject): KubeObject {
  const spec = record(object.spec);
  const strategy = record(spec['strategy']);
  const type = strategy['type'] ?? 'RollingUpdate';
  const rollingUpdate = { maxUnavailable: '25%', maxSurge: '25%', ...record(strategy['rollingUpdate']) };
  return {
    ...object,
    spec: {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      ...spec,
      strategy: type === 'RollingUpdate' ? { type, rollingUpdate } : { type },
    },
  };
}
