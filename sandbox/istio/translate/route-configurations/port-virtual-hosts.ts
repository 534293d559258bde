import type { Route, VirtualHost } from '../../../envoy/config/index';
import type { EgressListener, VirtualService } from '../../discovery/index';
import type { Context } from '../context';
import {
  hostRoutes,
  hostsOrigin,
  meshRoutes,
  type HostRoutes,
  type PortService,
} from './sidecar-virtual-hosts';

interface Built {
  readonly virtualServices: readonly VirtualService[];
  readonly routes: ReadonlyMap<VirtualService, readonly Route[]>;
  readonly hosts: readonly VirtualHost[];
}

/**
 * The virtual hosts of one port, by name. They are kept from push to push: where a VirtualService has other rules but
 * the same place among the others, only its own routes are made again.
 */
export class PortVirtualHosts {
  #built: Built | undefined;

  /** @param nameHosts hands out names and domains */
  constructor(
    private readonly port: number,
    private readonly services: ReadonlyMap<string, PortService>,
    private readonly nameHosts: (groups: readonly HostRoutes[]) => VirtualHost[],
  ) {}

  for(context: Context, egress: EgressListener): readonly VirtualHost[] {
    const { virtualServices } = egress;
    this.#built = this.#amended(context, virtualServices) ?? this.#build(context, egress);
    return this.#built.hosts;
  }

  #build(context: Context, egress: EgressListener): Built {
    const groups = hostRoutes(context, egress, this.services, this.port);
    const routes = new Map<VirtualService, readonly Route[]>();
    for (const group of groups) if (group.virtualService) routes.set(group.virtualService, group.routes);
    return { virtualServices: egress.virtualServices, routes, hosts: this.nameHosts(groups) };
  }

  /** The last answer with the routes of changed VirtualServices in place; undefined when more than routes changed. */
  #amended(context: Context, virtualServices: readonly VirtualService[]): Built | undefined {
    const built = this.#built;
    if (built?.virtualServices.length !== virtualServices.length) return undefined;
    const routes = new Map(built.routes);
    const replacements = new Map<readonly Route[], Pick<VirtualHost, 'routes' | 'origin'>>();
    for (const [index, now] of virtualServices.entries()) {
      const before = built.virtualServices[index];
      if (now === before) continue;
      if (before === undefined || !hasSamePlace(before, now)) return undefined;
      const old = built.routes.get(before);
      const made = meshRoutes(context, now, this.services, this.port);
      if ((old === undefined) !== (made.length === 0)) return undefined;
      if (old === undefined) continue;
      routes.delete(before);
      routes.set(now, made);
      replacements.set(old, { routes: made, origin: hostsOrigin(now) });
    }
    const hosts =
      replacements.size === 0 ? built.hosts : built.hosts.map((host) => amend(host, replacements));
    return { virtualServices, routes, hosts };
  }
}

function amend(
  host: VirtualHost,
  replacements: ReadonlyMap<readonly Route[], Pick<VirtualHost, 'routes' | 'origin'>>,
): VirtualHost {
  const replacement = replacements.get(host.routes);
  return replacement ? { ...host, ...replacement } : host;
}

/** True when two states of a VirtualService claim the same hosts. */
function hasSamePlace(a: VirtualService, b: VirtualService): boolean {
  return (
    a.name === b.name &&
    a.namespace === b.namespace &&
    a.semantics === b.semantics &&
    a.hosts.length === b.hosts.length &&
    a.hosts.every((host, index) => host === b.hosts[index])
  );
}
