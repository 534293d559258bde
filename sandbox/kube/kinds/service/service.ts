import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, plain, record, records, string } from '../../read';
import { selectorText } from '../describe-text';
import { describeService } from './describe';
import { serviceSchema } from './schema';
import { validateService } from './validate';

/** A stable address and name for a set of pods. */
export const service = defineKind({
  group: '',
  versions: ['v1'],
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  nameFormat: 'service-label',
  generation: false,
  description: 'A service gives a set of pods one name and one address.',
  schema: serviceSchema,
  columns: [
    { name: 'TYPE', value: (object) => string(at(object.spec, 'type')) },
    { name: 'CLUSTER-IP', value: (object) => string(at(object.spec, 'clusterIP')) || '<none>' },
    { name: 'EXTERNAL-IP', value: (object) => externalAddress(object) },
    { name: 'PORT(S)', value: (object) => servicePorts(object) },
    { name: 'SELECTOR', priority: 1, value: (object) => selectorText(at(object.spec, 'selector')) },
  ],
  default: withDefaults,
  validate: (object, context) => ({ errors: validateService(object, context), warnings: [] }),
  describe: describeService,
});

/** Addresses from outside as the table prints them. */
export function externalAddress(object: KubeObject): string {
  const ingress = records(at(object.status, 'loadBalancer', 'ingress'));
  const addresses = ingress.map((entry) => string(entry['ip']) || string(entry['hostname']));
  switch (at(object.spec, 'type')) {
    case 'LoadBalancer':
      return addresses.join(',') || '<pending>';
    case 'ExternalName':
      return string(at(object.spec, 'externalName'));
    default:
      return '<none>';
  }
}

function servicePorts(object: KubeObject): string {
  const ports = records(at(object.spec, 'ports')).map((port) => {
    const node = port['nodePort'] === undefined ? '' : `:${plain(port['nodePort'])}`;
    return `${plain(port['port'])}${node}/${string(port['protocol']) || 'TCP'}`;
  });
  return ports.join(',') || '<none>';
}

function withDefaults(object: KubeObject): KubeObject {
  const spec = record(object.spec);
  const external = spec['type'] === 'ExternalName';
  const ports = records(spec['ports']).map(withTarget);
  return {
    ...object,
    spec: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ...(external
        ? {}
        : { internalTrafficPolicy: 'Cluster', ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' }),
      ...(spec['type'] === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: true } : {}),
      ...(spec['type'] === 'LoadBalancer' || spec['type'] === 'NodePort'
        ? { externalTrafficPolicy: 'Cluster' }
        : {}),
      ...spec,
      ...(spec['ports'] === undefined ? {} : { ports }),
    },
  };
}

function withTarget(port: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return port['targetPort'] === undefined ? { ...port, targetPort: port['port'] } : port;
}
