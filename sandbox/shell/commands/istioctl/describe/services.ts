import { kubePortProtocol } from '../../../../istio/index';
import type { KubeObject } from '../../../../kube/index';
import type { Origin } from '../../../../lib/origin';
import { records, specOf, textOf, type Description, type Json } from './description';
import { describeDestinationRule, subsetsOf } from './destination-rule';
import { policiesOf, ruleFor, routesFor } from './proxy-view';
import { describeVirtualService } from './virtual-service';

/**
 * Services that select a pod, and the objects that shape calls of them as its proxy sees them.
 * @param pods whose labels the subsets are compared with
 * @returns false when the pod has no proxy to ask
 */
export function describeServices(
  description: Description,
  pod: KubeObject,
  services: readonly KubeObject[],
  pods: readonly KubeObject[],
): boolean {
  const config = description.configOf(pod);
  if (!config) return false;
  for (const [index, service] of services.entries()) {
    if (index > 0) description.line('--------------------');
    describeService(description, service, pod);
    const ports = records(specOf(service)['ports']);
    const several = ports.length > 1;
    for (const port of ports) {
      const number = Number(port['port']);
      if (several) description.line(`${String(number)}:`);
      const rule = find(description, ruleFor(config, service, number), 'destination rule');
      const indent = several ? 3 : 0;
      if (rule) describeDestinationRule(description, indent, rule, pods);
      const route = find(description, routesFor(config, service, number), 'virtual service');
      const subsets = rule ? subsetsOf(rule, pods) : { matching: [], other: [] };
      if (route) describeVirtualService(description, indent, { route, service, rule, ...subsets });
      const policies = policiesOf(config);
      if (policies.length > 0) {
        const prefix = several ? `${String(number)} ` : '';
        description.line(`${prefix}RBAC policies: ${policies.join(', ')}`);
      }
    }
  }
  return true;
}

/** The object that an origin names; one that is gone is a proxy behind its time. */
export function find(
  description: Description,
  origin: Origin | undefined,
  what: string,
): KubeObject | undefined {
  if (origin === undefined) return undefined;
  const { kind, namespace, name } = origin;
  const object = description.world.api.get({ kind, namespace, name });
  if (!object) {
    const id = `${name}.${namespace}`;
    description.line(`WARNING: Proxy is stale; it references to non-existent ${what} ${id}`);
  }
  return object;
}

function describeService(description: Description, service: KubeObject, pod: KubeObject): void {
  description.line(`Service: ${description.nameOf(service)}`);
  for (const port of records(specOf(service)['ports'])) {
    if ((textOf(port['protocol']) || 'TCP') !== 'TCP') continue;
    const target = targetOf(port, pod);
    if (target === undefined) {
      description.line(`no suitable port for manifest: ${pod.metadata.uid ?? ''}`, 3);
      continue;
    }
    const number = `${textOf(port['port'])}/${protocolOf(port)}`;
    description.line(`Port: ${textOf(port['name'])} ${number} targets pod port ${target}`, 3);
  }
}

function protocolOf(port: Json): string {
  const { name, appProtocol } = port;
  if (textOf(name) === '' && appProtocol === undefined) return 'auto-detect';
  const protocol = kubePortProtocol({
    port: Number(port['port']),
    name: textOf(name),
    protocol: textOf(port['protocol']) || 'TCP',
    ...(typeof appProtocol === 'string' ? { appProtocol } : {}),
  });
  return protocol === 'Unsupported' ? 'UnsupportedProtocol' : protocol;
}

function targetOf(port: Json, pod: KubeObject): string | undefined {
  const target = port['targetPort'] ?? port['port'];
  if (typeof target === 'number') return String(target);
  const spec = specOf(pod);
  for (const container of [...records(spec['containers']), ...records(spec['initContainers'])]) {
    const found = records(container['ports']).find(({ name }) => name === target);
    if (found) return textOf(found['containerPort']);
  }
  return undefined;
}
