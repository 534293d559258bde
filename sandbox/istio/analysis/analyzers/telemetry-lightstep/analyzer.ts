import { defineAnalyzer } from '../../analyzer';
import { meshConfigOf } from '../../mesh-config';

/** Lightstep is reached by OpenTelemetry now. */
export const telemetryLightstep = defineAnalyzer({
  name: 'telemetry.LightstepAnalyzer',
  description: 'Validates that lightstep provider is still used',
  inputs: ['Telemetry', 'MeshConfig'],
  analyze(context, report) {
    const providers = meshConfigOf(context)
      .at('extensionProviders')
      .items.filter((provider) => provider.has('lightstep'))
      .map((provider) => provider.at('name').text);
    for (const telemetry of context.all('Telemetry')) {
      for (const provider of telemetry.spec.at('tracing').items.flatMap((one) => one.at('providers').items)) {
        const name = provider.at('name').text;
        if (!providers.includes(name)) continue;
        const text = `The Lightstep provider ${name} is deprecated, please migrate to OpenTelemetry provider.`;
        report(telemetry, 'Deprecated', [text], { path: provider.path, linePath: '' });
      }
    }
  },
});
