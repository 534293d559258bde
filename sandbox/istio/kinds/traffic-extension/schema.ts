// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { targetRefs, workloadSelector } from '../schema/selectors';
import { trafficSelectors, vmConfig } from '../schema/wasm';

/** What a TrafficExtension holds. */
export const trafficExtensionSpec: Schema = {
  type: 'object',
  description: 'A WebAssembly or Lua extension in the request path.',
  unsupported: 'The extension is kept but never loaded into a proxy.',
  oneOf: atMostOne('wasm', 'lua'),
  rules: [
    {
      rule: '(has(self.selector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
      message: 'only one of targetRefs or selector can be set',
    },
    { rule: 'has(self.wasm) != has(self.lua)', message: 'exactly one of wasm or lua must be set' },
  ],
  properties: {
    lua: {
      type: 'object',
      required: ['inlineCode'],
      properties: { inlineCode: { type: 'string', maxLength: 65536, minLength: 1 } },
    },
    match: trafficSelectors,
    phase: { type: 'string', enum: ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'] },
    priority: { type: 'integer', format: 'int32', nullable: true },
    selector: workloadSelector,
    targetRefs: targetRefs,
    wasm: {
      type: 'object',
      required: ['url'],
      properties: {
        failStrategy: { type: 'string', enum: ['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD'] },
        imagePullPolicy: { type: 'string', enum: ['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always'] },
        imagePullSecret: { type: 'string', maxLength: 253, minLength: 1 },
        pluginConfig: { type: 'object', preserveUnknownFields: true },
        pluginName: { type: 'string', maxLength: 256, minLength: 1 },
        sha256: { type: 'string', pattern: '(^$|^[a-f0-9]{64}$)' },
        type: { type: 'string', enum: ['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK'] },
        url: {
          type: 'string',
          minLength: 1,
          rules: [
            {
              rule: 'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "file", "oci"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "file", "oci"])',
              message: 'url must have schema one of [http, https, file, oci]',
            },
          ],
        },
        verificationKey: { type: 'string' },
        vmConfig: vmConfig,
      },
    },
  },
};
