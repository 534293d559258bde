import type { ApiServer } from '../../api';
import { at, records, string } from '../../read';
import type { Controller } from '../controller';
import { keyOfObject } from '../owned';

/** Addresses that reach the cluster from outside (a range reserved for documentation). */
const PREFIX = '198.51.100.';
const LAST = 254;

/** Gives Services of type LoadBalancer an address from outside, the lowest free one. */
export const loadBalancerController: Controller = {
  name: 'load-balancer',
  affected: (event) =>
    event.object.kind === 'Service' && event.type !== 'DELETED' ? [keyOfObject(event.object)] : [],
  reconcile: (key, { api }) => {
    const service = api.get(key);
    if (!service) return;
    const wanted = at(service.spec, 'type') === 'LoadBalancer';
    const has = ingressOf(service.status).length > 0;
    if (wanted === has) return;
    const ingress = wanted ? { ingress: [{ ip: lowestFree(api), ipMode: 'VIP' }] } : {};
    api.updateStatus(key, { loadBalancer: ingress });
  },
};

function ingressOf(status: unknown): readonly Readonly<Record<string, unknown>>[] {
  return records(at(status, 'loadBalancer', 'ingress'));
}

function lowestFree(api: ApiServer): string {
  const used = new Set(
    api.list('Service').flatMap(({ status }) => ingressOf(status).map((entry) => string(entry['ip']))),
  );
  for (let last = 1; last <= LAST; last++) if (!used.has(PREFIX + String(last))) return PREFIX + String(last);
  return `${PREFIX}255`;
}
