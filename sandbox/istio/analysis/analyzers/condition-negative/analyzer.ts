import type { Field } from '../../../kinds/field';
import { defineAnalyzer } from '../../analyzer';
import type { Resource, ResourceType } from '../../resource';

const attached = ['Accepted', 'Programmed', 'ResolvedRefs'] as const;

/** Conditions that are bad news when they are `False`. */
const watched: readonly (readonly [ResourceType, readonly string[]])[] = [
  ['Service', ['istio.io/WaypointBound']],
  ['ServiceEntry', ['istio.io/WaypointBound']],
  ['WorkloadEntry', ['istio.io/WaypointBound']],
  ['AuthorizationPolicy', ['ZtunnelAccepted', 'WaypointAccepted']],
  ['KubernetesGateway', attached],
  ['HTTPRoute', attached],
  ['GRPCRoute', attached],
];

/** Objects whose status says that something about them does not work. */
export const conditionNegative = defineAnalyzer({
  name: 'conditions.ConditionAnalyzer',
  description: 'Checks for negative status conditions on resources',
  inputs: watched.map(([type]) => type),
  analyze(context, report) {
    for (const [type, names] of watched) {
      for (const resource of context.all(type)) {
        for (const condition of conditionsOf(resource)) {
          const [name, reason] = [condition.at('type').text, condition.at('reason').text];
          const args = [name, reason, condition.at('message').text];
          const place = { path: condition.path, linePath: '' };
          if (names.includes(name) && condition.at('status').text === 'False') {
            report(resource, 'NegativeConditionStatus', args, place);
          }
          if (
            type === 'AuthorizationPolicy' &&
            name === 'WaypointAccepted' &&
            reason === 'PartiallyInvalid'
          ) {
            report(resource, 'NegativeConditionStatus', args, place);
          }
        }
      }
    }
  },
});

/** Routes keep a list of conditions for each of their parents. */
function conditionsOf(resource: Resource): readonly Field[] {
  const status = resource.root.at('status');
  const parents = status.at('parents').items.flatMap((parent) => parent.at('conditions').items);
  return [...status.at('conditions').items, ...parents];
}
