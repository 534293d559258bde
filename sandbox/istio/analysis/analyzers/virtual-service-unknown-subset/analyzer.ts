import { defineAnalyzer } from '../../analyzer';
import { serviceNameOf } from '../../hosts';
import { mirrorDestinations, routeDestinations } from '../virtual-service-destinations';

/** Subsets that routes name must be declared by a DestinationRule of the same host. */
export const virtualServiceUnknownSubset = defineAnalyzer({
  name: 'virtualservice.DestinationRuleAnalyzer',
  description: 'Checks the destination rules associated with each virtual service',
  inputs: ['VirtualService', 'DestinationRule'],
  analyze(context, report) {
    const declared = new Set<string>();
    for (const rule of context.all('DestinationRule')) {
      const host = serviceNameOf(rule.namespace, rule.spec.at('host').text);
      for (const subset of rule.spec.at('subsets').items) declared.add(`${host}+${subset.at('name').text}`);
    }
    for (const service of context.all('VirtualService')) {
      for (const [destinations, what] of [
        [routeDestinations(service), 'host+subset in destinationrule'],
        [mirrorDestinations(service), 'mirror+subset in destinationrule'],
      ] as const) {
        for (const { destination, line } of destinations) {
          const [host, subset] = [destination.at('host').text, destination.at('subset')];
          if (subset.text === '') continue;
          if (declared.has(`${serviceNameOf(service.namespace, host)}+${subset.text}`)) continue;
          report(service, 'ReferencedResourceNotFound', [what, `${host}+${subset.text}`], {
            path: subset.path,
            linePath: line?.path ?? '',
          });
        }
      }
    }
  },
});
