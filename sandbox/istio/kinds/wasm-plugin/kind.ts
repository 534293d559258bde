import { webhook } from '../../validation/webhook';
import { validateWasmPlugin } from '../../validation/wasm-plugin/validate';
import { customKind } from '../custom-kind';
import { wasmPluginSpec } from './schema';

export const wasmPlugin = customKind({
  group: 'extensions.istio.io',
  versions: ['v1alpha1'],
  kind: 'WasmPlugin',
  plural: 'wasmplugins',
  spec: wasmPluginSpec,
  specRequired: true,
  validate: webhook(validateWasmPlugin),
});
