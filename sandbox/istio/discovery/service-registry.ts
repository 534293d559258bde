import type { Endpoint } from './endpoint';
import type { Labels } from './labels';
import { selects } from './labels';
import { serviceKey, type Service } from './service';
import { isVisibleTo } from './visibility';

/** All services, oldest first, with their endpoints. */
export class ServiceRegistry {
  readonly #byHostname = new Map<string, Map<string, Service>>();
  readonly #endpoints = new Map<string, Map<number, Endpoint[]>>();

  constructor(
    readonly services: readonly Service[],
    endpoints: ReadonlyMap<string, readonly Endpoint[]>,
  ) {
    for (const service of services) {
      const byNamespace = this.#byHostname.get(service.hostname) ?? new Map<string, Service>();
      const known = byNamespace.get(service.namespace);
      const preferred = known?.registry !== 'Kubernetes' && service.registry === 'Kubernetes';
      if (known === undefined || preferred) byNamespace.set(service.namespace, service);
      this.#byHostname.set(service.hostname, byNamespace);
    }
    for (const [key, list] of endpoints) this.#endpoints.set(key, groupByPort(list));
  }

  /** The services with this host name, by namespace. */
  named(hostname: string): ReadonlyMap<string, Service> {
    return this.#byHostname.get(hostname) ?? NO_SERVICES;
  }

  visibleTo(namespace: string): Service[] {
    return this.services.filter((service) => isVisibleTo(service.exportTo, namespace));
  }

  /** Endpoints behind a service port, those with all of `labels` when given. */
  endpoints(service: Service, port: number, labels?: Labels): readonly Endpoint[] {
    const all = this.#endpoints.get(serviceKey(service))?.get(port) ?? NO_ENDPOINTS;
    return labels === undefined ? all : all.filter((endpoint) => selects(labels, endpoint.labels));
  }

  /** Every endpoint of a service, on any port. */
  *allEndpoints(service: Service): Iterable<Endpoint> {
    for (const list of this.#endpoints.get(serviceKey(service))?.values() ?? []) yield* list;
  }
}

const NO_SERVICES: ReadonlyMap<string, Service> = new Map();
const NO_ENDPOINTS: readonly Endpoint[] = [];

function groupByPort(endpoints: readonly Endpoint[]): Map<number, Endpoint[]> {
  const result = new Map<number, Endpoint[]>();
  for (const endpoint of endpoints) {
    const list = result.get(endpoint.servicePort);
    if (list) list.push(endpoint);
    else result.set(endpoint.servicePort, [endpoint]);
  }
  return result;
}
