import { memoByObject } from '../../../../lib/memo';
import { defineAnalyzer, type Report } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { isDeploymentInMesh } from '../../mesh-membership';
import type { Resource } from '../../resource';
import { selectorMatches } from '../../selector';

const place = { path: 'metadata.name' };

/** Pods behind several Services must serve each port by one protocol and each target port by one port. */
export const deploymentConflictingServices = defineAnalyzer({
  name: 'deployment.MultiServiceAnalyzer',
  description: 'Checks association between services and pods',
  inputs: ['Service', 'Deployment', 'Namespace'],
  analyze(context, report) {
    for (const deployment of context.all('Deployment')) {
      if (deployment.labels['gateway.istio.io/managed'] === 'istio.io-mesh-controller') continue;
      if (!isDeploymentInMesh(deployment, context)) continue;
      const services = servicesOf(deployment, context);
      checkProtocols(deployment, services, report);
      checkTargets(deployment, services, report);
    }
  },
});

function servicesOf(deployment: Resource, context: AnalysisContext): readonly Resource[] {
  const labels = deployment.spec.at('template').at('metadata').at('labels').textMap;
  return selectingServices(context).flatMap(({ service, selector }) =>
    service.namespace === deployment.namespace && selectorMatches(selector, labels) ? [service] : [],
  );
}

/** Services that have a selector. */
const selectingServices = memoByObject((context: AnalysisContext) =>
  context.all('Service').flatMap((service) => {
    const selector = service.spec.at('selector').textMap;
    return Object.keys(selector).length > 0 ? [{ service, selector }] : [];
  }),
);

function checkProtocols(deployment: Resource, services: readonly Resource[], report: Report): void {
  const byPort = new Map<number, { protocol: string; service: string }[]>();
  for (const service of services) {
    for (const port of service.spec.at('ports').items) {
      const number = port.at('port').number;
      const users = byPort.get(number) ?? [];
      byPort.set(number, users);
      users.push({ protocol: port.at('protocol').text || 'TCP', service: service.fullName });
    }
  }
  for (const [port, users] of byPort) {
    if (new Set(users.map(({ protocol }) => protocol)).size <= 1) continue;
    const names = users.map(({ service }) => service).sort();
    report(deployment, 'DeploymentAssociatedToMultipleServices', [deployment.name, port, names], place);
  }
}

function checkTargets(deployment: Resource, services: readonly Resource[], report: Report): void {
  const byTarget = new Map<string, Map<number, string>>();
  for (const service of services) {
    for (const port of service.spec.at('ports').items) {
      const number = port.at('port').number;
      const written = port.at('targetPort').value;
      const named = typeof written === 'string' || typeof written === 'number' ? String(written) : '';
      const target = named === '' || named === '0' ? String(number) : named;
      const ports = byTarget.get(target) ?? new Map<number, string>();
      byTarget.set(target, ports);
      ports.set(number, service.fullName);
    }
  }
  for (const [target, ports] of byTarget) {
    if (ports.size <= 1) continue;
    const names = [...ports.values()].sort();
    const numbers = [...ports.keys()].sort((one, other) => one - other);
    report(deployment, 'DeploymentConflictingPorts', [deployment.name, names, target, numbers], place);
  }
}
