import { webhook } from '../../validation/webhook';
import { validateServiceEntry } from '../../validation/service-entry/validate';
import { customKind } from '../custom-kind';
import { serviceEntrySpec } from './schema';

export const serviceEntry = customKind({
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  kind: 'ServiceEntry',
  plural: 'serviceentries',
  shortName: 'se',
  spec: serviceEntrySpec,
  specRequired: true,
  columns: { Hosts: '.spec.hosts', Location: '.spec.location', Resolution: '.spec.resolution' },
  validate: webhook(validateServiceEntry),
});
