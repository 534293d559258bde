import { webhook } from '../../validation/webhook';
import { validateRequestAuthentication } from '../../validation/request-authentication/validate';
import { customKind } from '../custom-kind';
import { requestAuthenticationSpec } from './schema';

export const requestAuthentication = customKind({
  group: 'security.istio.io',
  versions: ['v1', 'v1beta1'],
  kind: 'RequestAuthentication',
  plural: 'requestauthentications',
  shortName: 'ra',
  spec: requestAuthenticationSpec,
  validate: webhook(validateRequestAuthentication),
});
