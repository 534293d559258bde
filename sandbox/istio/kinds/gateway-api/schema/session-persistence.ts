// data table
import type { Schema } from '../../../../kube/index';
import { gatewayDuration } from './names';

/** Stickiness, as a rule asks for it. */
export const sessionPersistence: Schema = {
  type: 'object',
  description: 'Keeps a client on one backend.',
  unsupported: 'istiod does not read it.',
  rules: [
    {
      rule: "!has(self.cookieConfig) || !has(self.cookieConfig.lifetimeType) || self.cookieConfig.lifetimeType != 'Permanent' || has(self.absoluteTimeout)",
      message: 'AbsoluteTimeout must be specified when cookie lifetimeType is Permanent',
    },
    {
      rule: "!has(self.cookieConfig) || self.type == 'Cookie'",
      message: 'cookieConfig can only be set with type Cookie',
    },
  ],
  properties: {
    absoluteTimeout: gatewayDuration,
    cookieConfig: {
      type: 'object',
      properties: { lifetimeType: { type: 'string', default: 'Session', enum: ['Permanent', 'Session'] } },
    },
    sessionName: { type: 'string', maxLength: 128 },
    type: { type: 'string', default: 'Cookie', enum: ['Cookie', 'Header'] },
  },
};
