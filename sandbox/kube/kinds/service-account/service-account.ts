import { defineKind } from '../../kind';
import { records } from '../../read';
import { flag, list, opaque, struct } from '../../schema/build';

/** An identity for pods; in the mesh it is the name in their certificate. */
export const serviceAccount = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'ServiceAccount',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  namespaced: true,
  description: 'A service account is the identity of pods; the mesh writes it into their certificates.',
  schema: struct('ServiceAccount', {
    secrets: list(opaque()),
    imagePullSecrets: list(opaque()),
    automountServiceAccountToken: flag(),
  }),
  columns: [{ name: 'SECRETS', value: (object) => String(records(object['secrets']).length) }],
});
