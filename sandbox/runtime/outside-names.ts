import type { ApiServer, KubeObject } from '../kube/index';
import type { ServiceTable } from './service-table';

/** Names under this domain always lead to the ingress gateway: the wildcard record of the lessons' example domain. */
const EXAMPLE_DOMAIN = '.example.com';
const INGRESS = 'istio-system/istio-ingressgateway';

/**
 * The DNS outside the cluster. It behaves like records that an operator has pointed at the ingress gateway's
 * load balancer: `*.example.com`, and every host that a Gateway, a VirtualService bound to one, or an HTTPRoute
 * has ever named. Records stay when the object goes, so that a deleted Gateway shows as the mesh's answer.
 */
export class OutsideNames {
  readonly #exact = new Set<string>();
  readonly #wildcards = new Set<string>();

  constructor(
    api: ApiServer,
    private readonly services: ServiceTable,
  ) {
    for (const kind of ['Gateway', 'VirtualService', 'HTTPRoute']) {
      if (api.kinds.named(kind) !== undefined) for (const object of api.list(kind)) this.#learn(object);
    }
    api.watch(({ type, object }) => {
      if (type !== 'DELETED') this.#learn(object);
    });
  }

  /** The ingress address for a host that points there; undefined otherwise. */
  resolve(host: string): string | undefined {
    const name = host.toLowerCase();
    const known =
      name.endsWith(EXAMPLE_DOMAIN) ||
      this.#exact.has(name) ||
      [...this.#wildcards].some((suffix) => name.endsWith(suffix));
    return known ? this.ingressIP() : undefined;
  }

  /** The address of the ingress gateway's load balancer. */
  ingressIP(): string | undefined {
    const ingress = this.services.byName(INGRESS);
    if (ingress !== undefined) return ingress.loadBalancerIPs[0];
    for (const service of this.services.all()) {
      if (service.loadBalancerIPs[0] !== undefined) return service.loadBalancerIPs[0];
    }
    return undefined;
  }

  #learn(object: KubeObject): void {
    for (const host of hostsOf(object)) {
      const name = host.slice(host.lastIndexOf('/') + 1).toLowerCase();
      if (name.startsWith('*.')) this.#wildcards.add(name.slice(1));
      else if (name.includes('.') && !name.includes('*')) this.#exact.add(name);
    }
  }
}

function hostsOf({ kind, spec }: KubeObject): readonly string[] {
  const { servers, listeners, hosts, hostnames, gateways } = (spec ?? {}) as {
    readonly servers?: readonly { readonly hosts?: readonly string[] }[];
    readonly listeners?: readonly { readonly hostname?: string }[];
    readonly hosts?: readonly string[];
    readonly hostnames?: readonly string[];
    readonly gateways?: readonly string[];
  };
  if (kind === 'Gateway') {
    const names = (listeners ?? []).flatMap(({ hostname }) => hostname ?? []);
    return [...(servers ?? []).flatMap((server) => server.hosts ?? []), ...names];
  }
  if (kind === 'VirtualService') return (gateways ?? []).some((name) => name !== 'mesh') ? (hosts ?? []) : [];
  return kind === 'HTTPRoute' ? (hostnames ?? []) : [];
}
