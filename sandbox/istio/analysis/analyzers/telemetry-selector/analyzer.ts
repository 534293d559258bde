import { defineAnalyzer } from '../../analyzer';
import { podsByLabels } from '../../label-index';
import type { Resource } from '../../resource';
import { printSelector, selectorPath } from '../../selector';

/** A Telemetry with a selector must select pods, and no pod may be selected by two. */
export const telemetrySelector = defineAnalyzer({
  name: 'telemetry.SelectorAnalyzer',
  description:
    'Validates that telemetries that define a selector match at least one pod, ' +
    "and that there aren't multiple telemetry resources that select overlapping pods",
  inputs: ['Telemetry', 'Pod'],
  analyze(context, report) {
    const byPod = new Map<Resource, Resource[]>();
    for (const telemetry of context.all('Telemetry')) {
      const labels = telemetry.spec.at('selector').at('matchLabels').textMap;
      if (Object.keys(labels).length === 0) continue;
      const pods = podsByLabels(context)
        .selectedBy(labels)
        .filter((pod) => pod.namespace === telemetry.namespace);
      for (const pod of pods) byPod.set(pod, [...(byPod.get(pod) ?? []), telemetry]);
      if (pods.length > 0) continue;
      const place = selectorPath('spec.selector.matchLabels', labels);
      report(telemetry, 'ReferencedResourceNotFound', ['selector', printSelector(labels)], place);
    }
    for (const [pod, telemetries] of byPod) {
      if (telemetries.length === 1) continue;
      const names = telemetries.map(({ name }) => name).sort();
      for (const telemetry of telemetries) {
        const args = [names, pod.namespace, pod.name];
        const place = { path: 'spec.selector', linePath: 'metadata.name' };
        report(telemetry, 'ConflictingTelemetryWorkloadSelectors', args, place);
      }
    }
  },
});
