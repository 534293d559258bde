import { webhook } from '../../validation/webhook';
import { validateSidecar } from '../../validation/sidecar/validate';
import { customKind } from '../custom-kind';
import { sidecarSpec } from './schema';

export const sidecar = customKind({
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  kind: 'Sidecar',
  plural: 'sidecars',
  spec: sidecarSpec,
  validate: webhook(validateSidecar),
});
