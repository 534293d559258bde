import { groupBy } from '../../lib/group-by';
import type { Service } from './service';
import { isVisibleTo } from './visibility';

/** All services, oldest first. */
export class ServiceRegistry {
  readonly #byHostname = new Map<string, Map<string, Service>>();
  /** What names namespaces in its `exportTo` comes before what everybody sees (pilot/pkg/model/push_context.go). */
  readonly #publicLast: readonly Service[];
  readonly #byNamespace: ReadonlyMap<string, readonly Service[]>;

  constructor(readonly services: readonly Service[]) {
    this.#byNamespace = groupBy(services, ({ namespace }) => namespace);
    this.#publicLast = [...services].sort((a, b) => Number(isPublic(a)) - Number(isPublic(b)));
    for (const service of services) {
      const byNamespace = this.#byHostname.get(service.hostname) ?? new Map<string, Service>();
      const known = byNamespace.get(service.namespace);
      const preferred = known?.registry !== 'Kubernetes' && service.registry === 'Kubernetes';
      if (known === undefined || preferred) byNamespace.set(service.namespace, service);
      this.#byHostname.set(service.hostname, byNamespace);
    }
  }

  /** The services with this host name, by namespace. */
  named(hostname: string): ReadonlyMap<string, Service> {
    return this.#byHostname.get(hostname) ?? NO_SERVICES;
  }

  /** The services of a namespace, oldest first. */
  inNamespace(namespace: string): readonly Service[] {
    return this.#byNamespace.get(namespace) ?? [];
  }

  /** In the order in which they are preferred. */
  visibleTo(namespace: string): Service[] {
    return this.#publicLast.filter((service) => isVisibleTo(service.exportTo, namespace));
  }
}

function isPublic({ exportTo }: Service): boolean {
  return exportTo === 'public';
}

const NO_SERVICES: ReadonlyMap<string, Service> = new Map();
