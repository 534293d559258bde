import { webhook } from '../../validation/webhook';
import { validateDestinationRule } from '../../validation/destination-rule/validate';
import { customKind } from '../custom-kind';
import { destinationRuleSpec } from './schema';

export const destinationRule = customKind({
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  kind: 'DestinationRule',
  plural: 'destinationrules',
  shortName: 'dr',
  spec: destinationRuleSpec,
  columns: { Host: '.spec.host' },
  validate: webhook(validateDestinationRule),
});
