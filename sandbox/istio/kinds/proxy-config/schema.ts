// data table
import type { Schema } from '../../../kube/index';
import { workloadSelector } from '../schema/selectors';

/** What a ProxyConfig holds. */
export const proxyConfigSpec: Schema = {
  type: 'object',
  description: 'Settings of the proxy itself, read when a pod starts.',
  properties: {
    concurrency: {
      type: 'integer',
      description:
        'Worker threads of the proxy; 0 takes one for each core. Left out, one for each CPU of its limit.',
      format: 'int32',
      minimum: 0,
      nullable: true,
    },
    environmentVariables: {
      type: 'object',
      description: "Variables of the proxy's environment, by their names.",
      additionalProperties: { type: 'string', maxLength: 2048 },
    },
    image: {
      type: 'object',
      description: 'The image of the proxy.',
      properties: {
        imageType: { type: 'string', description: 'Flavour of the image, such as distroless or debug.' },
      },
    },
    selector: workloadSelector,
  },
};
