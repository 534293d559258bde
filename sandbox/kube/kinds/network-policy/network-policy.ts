import { defineKind } from '../../kind';
import { at, record } from '../../read';
import { int32, intOrString, list, struct, text } from '../../schema/build';
import { labelSelector } from '../../schema/label-selector';
import { selectorText } from '../describe-text';
import { describeNetworkPolicy } from './describe';

const ports = list(
  struct('NetworkPolicyPort', {
    protocol: text('TCP, UDP or SCTP.'),
    port: intOrString('Number or name.'),
    endPort: int32('Last port of a range.'),
  }),
  'Ports that are meant; all when absent.',
);
const peers = list(
  struct('NetworkPolicyPeer', {
    podSelector: labelSelector,
    namespaceSelector: labelSelector,
    ipBlock: struct('IPBlock', { cidr: text(), except: list(text()) }),
  }),
  'The other side; everybody when absent.',
);

/** Which connections pods may have; stored, and nothing filters by it here. */
export const networkPolicy = defineKind({
  group: 'networking.k8s.io',
  versions: ['v1'],
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  namespaced: true,
  description:
    'A network policy says which connections pods may have. The sandbox stores it and lets every connection through; AuthorizationPolicy is what the mesh enforces.',
  schema: struct('NetworkPolicy', {
    spec: {
      ...struct('NetworkPolicySpec', {
        podSelector: {
          ...labelSelector,
          description: 'The pods it is about; all of the namespace when empty.',
        },
        policyTypes: list(text(), 'Ingress, Egress or both.'),
        ingress: list(struct('NetworkPolicyIngressRule', { ports, from: peers })),
        egress: list(struct('NetworkPolicyEgressRule', { ports, to: peers })),
      }),
      unsupported: 'the network lets every connection through.',
    },
  }),
  columns: [
    {
      name: 'POD-SELECTOR',
      value: (object) => selectorText(at(object.spec, 'podSelector', 'matchLabels')),
    },
  ],
  default: (object) => {
    const spec = record(object.spec);
    const policyTypes = spec['egress'] === undefined ? ['Ingress'] : ['Ingress', 'Egress'];
    return { ...object, spec: { policyTypes, ...spec } };
  },
  validate: (object) => ({
    errors:
      at(object.spec, 'podSelector') === undefined
        ? [{ path: 'spec.podSelector', message: 'Required value' }]
        : [],
    warnings: [],
  }),
  describe: describeNetworkPolicy,
});
