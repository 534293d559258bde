import { defineAnalyzer } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { podsByLabels } from '../../label-index';
import type { Resource } from '../../resource';
import { printSelector, selectorMatches, selectorPath } from '../../selector';

/** Ports of a gateway must be ports of the Service in front of its pods. */
export const gatewayPortNotOnService = defineAnalyzer({
  name: 'gateway.IngressGatewayPortAnalyzer',
  description: "Checks a gateway's ports against the gateway's Kubernetes service ports",
  inputs: ['Gateway', 'Pod', 'Service'],
  analyze(context, report) {
    for (const gateway of context.all('Gateway')) {
      const selector = gateway.spec.at('selector').textMap;
      const printed = printSelector(selector);
      const linePath = selectorPath('spec.selector', selector);
      const pods = podsByLabels(context).selectedBy(selector);
      if (pods.length === 0) {
        report(gateway, 'ReferencedResourceNotFound', ['selector', printed], linePath);
        continue;
      }
      const ports = reachablePorts(pods, context);
      for (const server of gateway.spec.at('servers').items) {
        const number = server.at('port').at('number');
        if (!server.has('port') || ports.has(number.number)) continue;
        const args = [number.number, printed];
        report(gateway, 'GatewayPortNotDefinedOnService', args, { path: number.path, linePath });
      }
    }
  },
});

function reachablePorts(pods: readonly Resource[], context: AnalysisContext): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const pod of pods) {
    for (const service of context.all('Service')) {
      const selector = service.spec.at('selector').textMap;
      if (service.namespace !== pod.namespace || !selectorMatches(selector, pod.labels)) continue;
      for (const port of service.spec.at('ports').items) {
        if ((port.at('protocol').text || 'TCP') !== 'TCP') continue;
        const number = port.at('port').number;
        const target = numberOf(port.at('targetPort').value);
        ports.add(target === 0 ? number : target);
        if (target !== 0) ports.add(number);
      }
    }
  }
  return ports;
}

/** A target port by number; a name counts as none. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : 0;
}
