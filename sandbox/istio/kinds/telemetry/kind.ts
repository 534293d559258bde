import { webhook } from '../../validation/webhook';
import { validateTelemetry } from '../../validation/telemetry/validate';
import { customKind } from '../custom-kind';
import { telemetrySpec } from './schema';

export const telemetry = customKind({
  group: 'telemetry.istio.io',
  versions: ['v1', 'v1alpha1'],
  kind: 'Telemetry',
  plural: 'telemetries',
  shortName: 'telemetry',
  spec: telemetrySpec,
  validate: webhook(validateTelemetry),
});
