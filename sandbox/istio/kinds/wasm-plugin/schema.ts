// data table
import type { Schema } from '../../../kube/index';
import { targetRef, targetRefs, workloadSelector } from '../schema/selectors';
import { trafficSelectors, vmConfig } from '../schema/wasm';

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
    failStrategy: { type: 'string', enum: ['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD'] },
    imagePullPolicy: { type: 'string', enum: ['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always'] },
    imagePullSecret: { type: 'string', maxLength: 253, minLength: 1 },
    match: trafficSelectors,
    phase: { type: 'string', enum: ['UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS'] },
    pluginConfig: { type: 'object', preserveUnknownFields: true },
    pluginName: { type: 'string', maxLength: 256, minLength: 1 },
    priority: { type: 'integer', format: 'int32', nullable: true },
    selector: workloadSelector,
    sha256: { type: 'string', pattern: '(^$|^[a-f0-9]{64}$)' },
    targetRef: targetRef,
    targetRefs: targetRefs,
    type: { type: 'string', enum: ['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK'] },
    url: {
      type: 'string',
      minLength: 1,
      rules: [
        {
          rule: 'isURL(self) ? (url(self).getScheme() in ["", "http", "https", "oci", "file"]) : (isURL("http://" + self) &&\nurl("http://" + self).getScheme() in ["", "http", "https", "oci", "file"])',
          message: 'url must have schema one of [http, https, file, oci]',
        },
      ],
    },
    verificationKey: { type: 'string' },
    vmConfig: vmConfig,
  },
};
