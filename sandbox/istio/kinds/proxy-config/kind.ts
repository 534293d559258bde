import { webhook } from '../../validation/webhook';
import { validateProxyConfig } from '../../validation/proxy-config/validate';
import { customKind } from '../custom-kind';
import { proxyConfigSpec } from './schema';

export const proxyConfig = customKind({
  group: 'networking.istio.io',
  versions: ['v1beta1'],
  kind: 'ProxyConfig',
  plural: 'proxyconfigs',
  spec: proxyConfigSpec,
  validate: webhook(validateProxyConfig),
});
