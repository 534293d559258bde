import { webhook } from '../../validation/webhook';
import { validateAuthorizationPolicy } from '../../validation/authorization-policy/validate';
import { customKind } from '../custom-kind';
import { authorizationPolicySpec } from './schema';

export const authorizationPolicy = customKind({
  group: 'security.istio.io',
  versions: ['v1', 'v1beta1'],
  kind: 'AuthorizationPolicy',
  plural: 'authorizationpolicies',
  shortName: 'ap',
  spec: authorizationPolicySpec,
  columns: { Action: '.spec.action' },
  validate: webhook(validateAuthorizationPolicy),
});
