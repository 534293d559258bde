import { groupBy } from '../../../../lib/group-by';
import { defineAnalyzer } from '../../analyzer';

/** A namespace may have one Telemetry without selector. */
export const telemetrySeveralDefaults = defineAnalyzer({
  name: 'telemetry.DefaultSelectorAnalyzer',
  description: "Validates that there aren't multiple telemetry resources that have no selector",
  inputs: ['Telemetry'],
  analyze(context, report) {
    const defaults = context.all('Telemetry').filter(({ spec }) => !spec.has('selector'));
    for (const [namespace, telemetries] of groupBy(defaults, (telemetry) => telemetry.namespace)) {
      if (telemetries.length <= 1) continue;
      const names = telemetries.map(({ name }) => name).sort();
      for (const telemetry of telemetries) {
        report(telemetry, 'MultipleTelemetriesWithoutWorkloadSelectors', [names, namespace]);
      }
    }
  },
});
