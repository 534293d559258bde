import { isRecord, type KubeObject } from '../../../../kube/index';
import { records, selects, specOf, textOf, type Description } from './description';
import { subsetsOf } from './destination-rule';
import { routesFor, ruleFor } from './proxy-view';
import { find } from './services';
import { describeVirtualService } from './virtual-service';

/** Where the ingress gateways let callers from outside in to services, and by which VirtualService. */
export function describeIngress(
  description: Description,
  services: readonly KubeObject[],
  pods: readonly KubeObject[],
): void {
  const gateways = description.world.api
    .list('Pod')
    .filter(({ metadata }) => metadata.labels?.['istio'] === 'ingressgateway');
  if (gateways.length === 0) {
    description.line('Skipping Gateway information (no ingress gateway pods)');
    return;
  }
  const shown = new Set<string>();
  for (const gateway of gateways) {
    const config = description.configOf(gateway);
    if (!config) continue;
    for (const service of services) {
      for (const { port } of records(specOf(service)['ports'])) {
        const rule = find(description, ruleFor(config, service, Number(port)), 'destination rule');
        const route = find(description, routesFor(config, service, Number(port)), 'virtual service');
        if (!route) continue;
        const subsets = rule ? subsetsOf(rule, pods) : { matching: [], other: [] };
        for (const name of gatewayNames(route)) {
          if (shown.has(name)) continue;
          shown.add(name);
          const fronts = frontsOf(description, name, gateway);
          if (fronts.length === 0) continue;
          description.line('--------------------');
          for (const front of fronts) describeFront(description, front, hostIpOf(gateway));
          describeVirtualService(description, 0, { route, service, rule, ...subsets });
        }
      }
    }
  }
}

/** `namespace/name` of the Gateways that a VirtualService is bound to. */
function gatewayNames(route: KubeObject): readonly string[] {
  const names = specOf(route)['gateways'];
  const namespace = route.metadata.namespace ?? '';
  return (Array.isArray(names) ? names : [])
    .map(textOf)
    .filter((name) => name !== '' && name !== 'mesh')
    .map((name) => (name.includes('/') ? name : `${namespace}/${name}`));
}

/** Services in front of a gateway's pod, when the Gateway selects that pod. */
function frontsOf(description: Description, id: string, pod: KubeObject): readonly KubeObject[] {
  const [namespace = '', name = ''] = id.split('/');
  const gateway = description.world.api.get({ kind: 'Gateway.networking.istio.io', namespace, name });
  if (!gateway) {
    description.line(`WARNING: Proxy is stale; it references to non-existent gateway ${id}`);
    return [];
  }
  const { selector } = specOf(gateway);
  if (!selects(isRecord(selector) ? selector : {}, pod.metadata.labels ?? {})) return [];
  return description.servicesOf(pod);
}

/** The plain HTTP ports, which need nothing set up. */
function describeFront(description: Description, service: KubeObject, hostIp: string): void {
  for (const port of records(specOf(service)['ports'])) {
    if (!['http', 'http2'].includes(textOf(port['name']))) continue;
    const number = Number(port['port']);
    const suffix = number === 80 ? '' : `:${String(number)}`;
    description.line(`Exposed on Ingress Gateway http://${addressOf(service, hostIp)}${suffix}`);
  }
}

function addressOf(service: KubeObject, hostIp: string): string {
  const status = isRecord(service.status) ? service.status : {};
  const balancer = isRecord(status['loadBalancer']) ? status['loadBalancer'] : {};
  const [ingress] = records(balancer['ingress']);
  return textOf(ingress?.['ip']) || hostIp || 'unknown';
}

function hostIpOf({ status }: KubeObject): string {
  return isRecord(status) ? textOf(status['hostIP']) : '';
}
