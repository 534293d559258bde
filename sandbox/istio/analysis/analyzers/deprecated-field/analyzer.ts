import { defineAnalyzer } from '../../analyzer';

const removedKinds: readonly string[] = [
  'ClusterRbacConfig',
  'RbacConfig',
  'ServiceRole',
  'ServiceRoleBinding',
];

/** Fields and kinds of the past. */
export const deprecatedField = defineAnalyzer({
  name: 'deprecation.DeprecationAnalyzer',
  description: 'Checks for deprecated Istio types and fields',
  inputs: ['VirtualService', 'Sidecar', 'CustomResourceDefinition'],
  analyze(context, report) {
    for (const service of context.all('VirtualService')) {
      for (const rule of service.spec.at('http').items) {
        const percent = rule.at('fault').at('delay').at('percent');
        if (percent.number <= 0) continue;
        const text = 'HTTPRoute.fault.delay.percent is deprecated; use HTTPRoute.fault.delay.percentage';
        report(service, 'Deprecated', [text], { path: percent.path, linePath: '' });
      }
    }
    for (const sidecar of context.all('Sidecar')) {
      const proxy = sidecar.spec.at('outboundTrafficPolicy').at('egressProxy');
      if (!proxy.isSet) continue;
      const text = 'OutboundTrafficPolicy.EgressProxy ignored';
      report(sidecar, 'Deprecated', [text], { path: proxy.path, linePath: '' });
    }
    for (const definition of context.all('CustomResourceDefinition')) {
      const [group, kind] = [definition.spec.at('group').text, definition.spec.at('names').at('kind').text];
      if (group !== 'rbac.istio.io' || !removedKinds.includes(kind)) continue;
      report(definition, 'Deprecated', [`Custom resource type ${group} ${kind} is removed`]);
    }
  },
});
