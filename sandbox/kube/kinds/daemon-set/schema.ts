// data table
import type { Schema } from '../../schema';
import { int32, int64, intOrString, listBy, opaque, struct, text } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { podTemplate } from '../pod/schema';

export const daemonSetSchema: Schema = struct('DaemonSet', {
  spec: struct(
    'DaemonSetSpec',
    {
      selector: { ...labelSelector, description: 'Which pods belong to the set; cannot be changed.' },
      template: podTemplate,
      updateStrategy: struct(
        'DaemonSetUpdateStrategy',
        {
          type: text('RollingUpdate or OnDelete.'),
          rollingUpdate: struct('RollingUpdateDaemonSet', {
            maxUnavailable: intOrString(
              'How many nodes may be without their pod during an update; default 1.',
            ),
            maxSurge: intOrString('How many nodes may have two pods during an update; default 0.'),
          }),
        },
        'How pods are replaced when the template changes.',
      ),
      minReadySeconds: int32(),
      revisionHistoryLimit: int32('How many old templates are kept; default 10.'),
    },
    'What should run.',
  ),
  status: struct('DaemonSetStatus', {
    observedGeneration: int64(),
    currentNumberScheduled: int32(),
    desiredNumberScheduled: int32(),
    numberMisscheduled: int32(),
    numberReady: int32(),
    numberAvailable: int32(),
    numberUnavailable: int32(),
    updatedNumberScheduled: int32(),
    collisionCount: int32(),
    conditions: listBy('type', opaque()),
  }),
});
