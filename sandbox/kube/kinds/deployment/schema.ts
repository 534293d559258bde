// data table
import type { Schema } from '../../schema';
import { flag, int32, int64, intOrString, listBy, struct, text, time } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { podTemplate } from '../pod/schema';

export const deploymentSchema: Schema = struct('Deployment', {
  spec: struct(
    'DeploymentSpec',
    {
      replicas: int32('How many pods should run; default 1.'),
      selector: { ...labelSelector, description: 'Which pods belong to the deployment; cannot be changed.' },
      template: podTemplate,
      strategy: struct(
        'DeploymentStrategy',
        {
          type: text('RollingUpdate or Recreate.'),
          rollingUpdate: struct('RollingUpdateDeployment', {
            maxUnavailable: intOrString('How many pods may be missing during an update; default 25%.'),
            maxSurge: intOrString(
              'How many pods may exist above the wanted number during an update; default 25%.',
            ),
          }),
        },
        'How old pods are replaced by new ones.',
      ),
      minReadySeconds: int32('Seconds a pod must be ready before it counts as available.'),
      revisionHistoryLimit: int32('How many old ReplicaSets are kept; default 10.'),
      paused: flag('Changes of the template wait while true.'),
      progressDeadlineSeconds: int32('Seconds without progress until the rollout counts as failed.'),
    },
    'What should run.',
  ),
  status: struct(
    'DeploymentStatus',
    {
      observedGeneration: int64(),
      replicas: int32(),
      updatedReplicas: int32(),
      readyReplicas: int32(),
      availableReplicas: int32(),
      unavailableReplicas: int32(),
      terminatingReplicas: int32(),
      collisionCount: int32(),
      conditions: listBy(
        'type',
        struct('DeploymentCondition', {
          type: text(),
          status: text(),
          reason: text(),
          message: text(),
          lastUpdateTime: time(),
          lastTransitionTime: time(),
        }),
      ),
    },
    'What runs.',
  ),
});
