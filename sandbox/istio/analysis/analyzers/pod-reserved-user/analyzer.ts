import type { Field } from '../../../kinds/field';
import { defineAnalyzer, type Report } from '../../analyzer';
import { isControlPlane } from '../../mesh-membership';
import type { Resource } from '../../resource';

/** The sidecar's own user: its traffic is not intercepted. */
const proxyUser = 1337;

/** Applications that run as the sidecar's user bypass the sidecar. */
export const podReservedUser = defineAnalyzer({
  name: 'applicationUID.Analyzer',
  description: 'Checks invalid application UID',
  inputs: ['Pod', 'Deployment'],
  analyze(context, report) {
    for (const pod of context.all('Pod')) checkSpec(pod, pod.spec, report);
    for (const deployment of context.all('Deployment')) {
      checkSpec(deployment, deployment.spec.at('template').at('spec'), report);
    }
  },
});

function checkSpec(resource: Resource, spec: Field, report: Report): void {
  if (isControlPlane(resource)) return;
  const applications = spec
    .at('containers')
    .items.filter((container) => !['istio-proxy', 'istio-operator'].includes(container.at('name').text));
  for (const owner of [spec, ...applications]) {
    const user = owner.at('securityContext').at('runAsUser');
    if (user.value === proxyUser) {
      report(resource, 'InvalidApplicationUID', [], { path: user.path, linePath: '' });
    }
  }
}
