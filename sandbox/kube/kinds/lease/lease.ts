import { defineKind } from '../../kind';
import { at, string } from '../../read';
import { int32, struct, text } from '../../schema/build';

/** By which programs agree who leads; nobody here holds one. */
export const lease = defineKind({
  group: 'coordination.k8s.io',
  versions: ['v1'],
  kind: 'Lease',
  plural: 'leases',
  singular: 'lease',
  shortNames: [],
  namespaced: true,
  description: 'A lease says which of several equal programs leads, and since when.',
  schema: struct('Lease', {
    spec: struct('LeaseSpec', {
      holderIdentity: text('Who holds it.'),
      leaseDurationSeconds: int32('How long others wait before they take it.'),
      leaseTransitions: int32('How often it changed hands.'),
      acquireTime: text(),
      renewTime: text(),
      strategy: text(),
      preferredHolder: text(),
    }),
  }),
  columns: [{ name: 'HOLDER', value: (object) => string(at(object.spec, 'holderIdentity')) }],
});
