import { defineAnalyzer } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { knownHosts } from '../../hosts';
import { LabelIndex } from '../../label-index';
import type { Resource } from '../../resource';
import type { Labels } from '../../selector';

/** A DestinationRule must be for a known host, and each of its subsets must have pods. */
export const destinationRuleEmptySubset = defineAnalyzer({
  name: 'destinationrule.SubsetSelectPodAnalyzer',
  description: 'Checks if pods are selected by subsets in destination rules.',
  inputs: ['DestinationRule', 'Pod', 'Service', 'ServiceEntry', 'Node'],
  analyze(context, report) {
    const hosts = knownHosts(context);
    const places = context.all('Pod').map((pod) => labelsWithPlace(pod, context));
    const pods = new LabelIndex(places, (labels) => labels);
    for (const rule of context.all('DestinationRule')) {
      const host = rule.spec.at('host');
      const known = hosts.find(rule.namespace, rule.spec.at('exportTo').texts, host.text);
      if (!known) {
        report(rule, 'UnknownDestinationRuleHost', [host.text], { path: host.path, linePath: '' });
        continue;
      }
      // Of subsets with the same name only the last one is looked at.
      const subsets = new Map(
        rule.spec.at('subsets').items.map((subset) => [subset.at('name').text, subset]),
      );
      for (const [name, subset] of subsets) {
        const selector = { ...known.workloadLabels, ...subset.at('labels').textMap };
        if (pods.selectedBy(selector).length > 0) continue;
        const path = subset.has('labels') ? subset.at('labels').path : subset.path;
        report(rule, 'DestinationRuleSubsetNotSelectPods', [name], { path, linePath: '' });
      }
    }
  },
});

/** Labels of a pod, with those that istiod adds from where it runs. */
function labelsWithPlace(pod: Resource, context: AnalysisContext): Labels {
  const nodeName = pod.spec.at('nodeName').text;
  const node = context.find('Node', nodeName)?.labels ?? {};
  const region = node['topology.kubernetes.io/region'] ?? '';
  const zone = node['topology.kubernetes.io/zone'] ?? '';
  const subzone = node['topology.istio.io/subzone'] ?? '';
  return {
    ...pod.labels,
    ...(region !== '' && { 'topology.kubernetes.io/region': region }),
    ...(zone !== '' && { 'topology.kubernetes.io/zone': zone }),
    ...(subzone !== '' && { 'topology.istio.io/subzone': subzone }),
    ...(nodeName !== '' && { 'kubernetes.io/hostname': nodeName }),
  };
}
