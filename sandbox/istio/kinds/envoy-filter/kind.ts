import { webhook } from '../../validation/webhook';
import { validateEnvoyFilter } from '../../validation/envoy-filter/validate';
import { customKind } from '../custom-kind';
import { envoyFilterSpec } from './schema';

export const envoyFilter = customKind({
  group: 'networking.istio.io',
  versions: ['v1alpha3'],
  kind: 'EnvoyFilter',
  plural: 'envoyfilters',
  spec: envoyFilterSpec,
  validate: webhook(validateEnvoyFilter),
});
