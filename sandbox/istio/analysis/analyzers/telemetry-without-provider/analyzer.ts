import { defineAnalyzer } from '../../analyzer';
import { meshConfigOf } from '../../mesh-config';

/** Access logging goes nowhere without a provider. */
export const telemetryWithoutProvider = defineAnalyzer({
  name: 'telemetry.ProviderAnalyzer',
  description: 'Validates that providers in telemetry resource is valid',
  inputs: ['Telemetry', 'MeshConfig'],
  analyze(context, report) {
    const defaults = meshConfigOf(context).at('defaultProviders').at('accessLogging');
    if (defaults.items.length > 0) return;
    for (const telemetry of context.all('Telemetry')) {
      for (const logging of telemetry.spec.at('accessLogging').items) {
        if (logging.at('disabled').isTrue || logging.at('providers').items.length > 0) continue;
        const args = [telemetry.name, telemetry.namespace];
        report(telemetry, 'InvalidTelemetryProvider', args, { path: logging.path, linePath: '' });
      }
    }
  },
});
