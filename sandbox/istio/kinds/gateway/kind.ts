import { webhook } from '../../validation/webhook';
import { validateGateway } from '../../validation/gateway/validate';
import { customKind } from '../custom-kind';
import { gatewaySpec } from './schema';

export const gateway = customKind({
  group: 'networking.istio.io',
  versions: ['v1', 'v1beta1', 'v1alpha3'],
  kind: 'Gateway',
  plural: 'gateways',
  shortName: 'gw',
  spec: gatewaySpec,
  validate: webhook(validateGateway),
});
