import { webhook } from '../../validation/webhook';
import { validateVirtualService } from '../../validation/virtual-service/validate';
import { customKind } from '../custom-kind';
import { virtualServiceSpec } from './schema';

export const virtualService = customKind({
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  kind: 'VirtualService',
  plural: 'virtualservices',
  shortName: 'vs',
  spec: virtualServiceSpec,
  columns: { Gateways: '.spec.gateways', Hosts: '.spec.hosts' },
  validate: webhook(validateVirtualService),
});
