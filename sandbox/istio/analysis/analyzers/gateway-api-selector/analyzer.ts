import { defineAnalyzer } from '../../analyzer';
import { selectorMatches } from '../../selector';

const gatewayName = 'gateway.networking.k8s.io/gateway-name';
const policies = ['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'] as const;

/** Policies reach pods of a Gateway of the Gateway API by reference, not by selector. */
export const gatewayApiSelector = defineAnalyzer({
  name: 'k8sgateway.SelectorAnalyzer',
  description: 'Check that selectors are effective for Kubernetes gateway',
  inputs: [...policies, 'Pod'],
  analyze(context, report) {
    const pods = context.all('Pod').filter((pod) => gatewayName in pod.labels);
    for (const type of policies) {
      for (const policy of context.all(type)) {
        const selector = policy.spec.at('selector');
        if (policy.spec.has('targetRef') || !selector.isSet) continue;
        const labels = selector.at('matchLabels').textMap;
        for (const pod of pods) {
          if (pod.namespace !== policy.namespace || !selectorMatches(labels, pod.labels)) continue;
          const place = { path: selector.path, linePath: '' };
          report(policy, 'IneffectiveSelector', [pod.labels[gatewayName] ?? ''], place);
        }
      }
    }
  },
});
