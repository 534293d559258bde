import { webhook } from '../../validation/webhook';
import { validateTrafficExtension } from '../../validation/traffic-extension/validate';
import { customKind } from '../custom-kind';
import { trafficExtensionSpec } from './schema';

export const trafficExtension = customKind({
  group: 'extensions.istio.io',
  versions: ['v1alpha1'],
  kind: 'TrafficExtension',
  plural: 'trafficextensions',
  spec: trafficExtensionSpec,
  specRequired: true,
  validate: webhook(validateTrafficExtension),
});
