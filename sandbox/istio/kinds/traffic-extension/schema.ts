// data table
import type { Schema } from '../../../kube/index';
import { atMostOne } from '../schema/at-most-one';
import { targetRefs, workloadSelector } from '../schema/selectors';
import { MODULE_URL, PHASE, priority, trafficSelectors, wasmModule } from '../schema/wasm';

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
      description: 'A script that runs in the proxy for every request.',
      required: ['inlineCode'],
      properties: {
        inlineCode: {
          type: 'string',
          description: 'The script, which defines envoy_on_request, envoy_on_response or both.',
          maxLength: 65536,
          minLength: 1,
        },
      },
    },
    match: trafficSelectors,
    phase: {
      type: 'string',
      description: PHASE,
      enum: ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'],
    },
    priority: priority,
    selector: workloadSelector,
    targetRefs: targetRefs,
    wasm: {
      type: 'object',
      description: 'A WebAssembly module that runs in the proxy.',
      required: ['url'],
      properties: {
        failStrategy: wasmModule.failStrategy,
        imagePullPolicy: wasmModule.imagePullPolicy,
        imagePullSecret: wasmModule.imagePullSecret,
        pluginConfig: wasmModule.pluginConfig,
        pluginName: wasmModule.pluginName,
        sha256: wasmModule.sha256,
        type: wasmModule.type,
        url: {
          type: 'string',
          description: MODULE_URL,
          minLength: 1,
          rules: [
            {
              rule: 'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "file", "oci"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "file", "oci"])',
              message: 'url must have schema one of [http, https, file, oci]',
            },
          ],
        },
        verificationKey: wasmModule.verificationKey,
        vmConfig: wasmModule.vmConfig,
      },
    },
  },
};
