import { defineKind } from '../../kind';
import { at, plain, record } from '../../read';
import { int32, int64, intOrString, listBy, opaque, struct, text } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { statusCount } from '../workload-columns';

/** How many pods must stay while others are evicted; stored, and nobody is evicted here. */
export const podDisruptionBudget = defineKind({
  group: 'policy',
  versions: ['v1'],
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  shortNames: ['pdb'],
  namespaced: true,
  description:
    'A pod disruption budget says how many pods must stay while others are evicted. The sandbox stores it and evicts nobody.',
  schema: struct('PodDisruptionBudget', {
    spec: {
      ...struct('PodDisruptionBudgetSpec', {
        minAvailable: intOrString('How many pods must stay.'),
        maxUnavailable: intOrString('How many pods may be missing.'),
        selector: labelSelector,
        unhealthyPodEvictionPolicy: text('IfHealthyBudget or AlwaysAllow.'),
      }),
      unsupported: 'pods are never evicted.',
    },
    status: struct('PodDisruptionBudgetStatus', {
      observedGeneration: int64(),
      currentHealthy: int32(),
      desiredHealthy: int32(),
      disruptionsAllowed: int32(),
      expectedPods: int32(),
      disruptedPods: opaque(),
      conditions: listBy('type', opaque()),
    }),
  }),
  columns: [
    { name: 'MIN AVAILABLE', value: ({ spec }) => plain(at(spec, 'minAvailable')) || 'N/A' },
    { name: 'MAX UNAVAILABLE', value: ({ spec }) => plain(at(spec, 'maxUnavailable')) || 'N/A' },
    {
      name: 'ALLOWED DISRUPTIONS',
      value: (object) => String(statusCount(object, 'disruptionsAllowed')),
    },
  ],
  validate: ({ spec }) => {
    const { minAvailable, maxUnavailable } = record(spec);
    const message = `Invalid value: ${JSON.stringify({ MinAvailable: minAvailable, MaxUnavailable: maxUnavailable })}: minAvailable and maxUnavailable cannot be both set`;
    const isBoth = minAvailable !== undefined && maxUnavailable !== undefined;
    return { errors: isBoth ? [{ path: 'spec', message }] : [], warnings: [] };
  },
});
