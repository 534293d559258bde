import { webhook } from '../../validation/webhook';
import { validatePeerAuthentication } from '../../validation/peer-authentication/validate';
import { customKind } from '../custom-kind';
import { peerAuthenticationSpec } from './schema';

export const peerAuthentication = customKind({
  group: 'security.istio.io',
  versions: ['v1', 'v1beta1'],
  kind: 'PeerAuthentication',
  plural: 'peerauthentications',
  shortName: 'pa',
  spec: peerAuthenticationSpec,
  columns: { Mode: '.spec.mtls.mode' },
  validate: webhook(validatePeerAuthentication),
});
