// data table
import type { Schema } from '../../../kube/index';
import { workloadSelector } from '../schema/selectors';

/** What a ProxyConfig holds. */
export const proxyConfigSpec: Schema = {
  type: 'object',
  description: 'Settings of the proxy itself, read when a pod starts.',
  properties: {
    concurrency: { type: 'integer', format: 'int32', minimum: 0, nullable: true },
    environmentVariables: { type: 'object', additionalProperties: { type: 'string', maxLength: 2048 } },
    image: { type: 'object', properties: { imageType: { type: 'string' } } },
    selector: workloadSelector,
  },
};
