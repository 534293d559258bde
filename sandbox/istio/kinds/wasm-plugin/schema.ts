// data table
import type { Schema } from '../../../kube/index';
import { targetRef, targetRefs, workloadSelector } from '../schema/selectors';
import { MODULE_URL, PHASE, priority, trafficSelectors, wasmModule } from '../schema/wasm';

/** What a WasmPlugin holds. */
export const wasmPluginSpec: Schema = {
  type: 'object',
  description: 'A WebAssembly module in the request path.',
  unsupported: 'The module is kept but never loaded into a proxy.',
  required: ['url'],
  rules: [
    {
      rule: '(has(self.selector) ? 1 : 0) + (has(self.targetRef) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1',
      message: 'only one of targetRefs or selector can be set',
    },
  ],
  properties: {
    failStrategy: wasmModule.failStrategy,
    imagePullPolicy: wasmModule.imagePullPolicy,
    imagePullSecret: wasmModule.imagePullSecret,
    match: trafficSelectors,
    phase: {
      type: 'string',
      description: PHASE,
      enum: ['UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS'],
    },
    pluginConfig: wasmModule.pluginConfig,
    pluginName: wasmModule.pluginName,
    priority: priority,
    selector: workloadSelector,
    sha256: wasmModule.sha256,
    targetRef: targetRef,
    targetRefs: targetRefs,
    type: wasmModule.type,
    url: {
      type: 'string',
      description: MODULE_URL,
      minLength: 1,
      rules: [
        {
          rule: 'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "oci", "file"])',
          message: 'url must have schema one of [http, https, file, oci]',
        },
      ],
    },
    verificationKey: wasmModule.verificationKey,
    vmConfig: wasmModule.vmConfig,
  },
};
