import { defineKind } from '../../kind';
import type { KubeObject } from '../../object';
import { at, records, string } from '../../read';
import { describeIngress, ingressAddresses } from './describe';
import { ingressSchema } from './schema';
import { validateIngress } from './validate';

/** Hosts and paths that lead into the cluster; a controller does the work. */
export const ingress = defineKind({
  group: 'networking.k8s.io',
  versions: ['v1'],
  kind: 'Ingress',
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  namespaced: true,
  description: 'An Ingress leads requests from outside, by host and path, to services.',
  schema: ingressSchema,
  columns: [
    { name: 'CLASS', value: (object) => string(at(object.spec, 'ingressClassName')) || '<none>' },
    { name: 'HOSTS', value: hostsText },
    { name: 'ADDRESS', value: ingressAddresses },
    { name: 'PORTS', value: (object) => (records(at(object.spec, 'tls')).length > 0 ? '80, 443' : '80') },
  ],
  validate: (object) => ({ errors: validateIngress(object), warnings: [] }),
  describe: describeIngress,
});

/** Three hosts at most; an Ingress without any answers all. */
function hostsText(object: KubeObject): string {
  const hosts = records(at(object.spec, 'rules'))
    .map((rule) => string(rule['host']))
    .filter((host) => host !== '');
  if (hosts.length === 0) return '*';
  const shown = hosts.slice(0, 3).join(',');
  return hosts.length > 3 ? `${shown} + ${String(hosts.length - 3)} more...` : shown;
}
