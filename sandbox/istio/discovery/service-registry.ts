import type { Service } from './service';
import { isVisibleTo } from './visibility';

/** All services, oldest first. */
export class ServiceRegistry {
  readonly #byHostname = new Map<string, Map<string, Service>>();

  constructor(readonly services: readonly Service[]) {
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

  /** What names the namespace in its `exportTo` comes before what everybody sees (pilot/pkg/model/push_context.go). */
  visibleTo(namespace: string): Service[] {
    const visible = this.services.filter((service) => isVisibleTo(service.exportTo, namespace));
    const named = visible.filter(({ exportTo }) => exportTo !== 'public');
    return named.length === 0
      ? visible
      : [...named, ...visible.filter(({ exportTo }) => exportTo === 'public')];
  }
}

const NO_SERVICES: ReadonlyMap<string, Service> = new Map();
