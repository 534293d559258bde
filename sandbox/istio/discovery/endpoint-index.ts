import { groupBy } from '../../lib/group-by';
import type { Endpoint } from './endpoint';
import { selects, type Labels } from './labels';
import { serviceKey, type Service } from './service';

/** What stands behind the services (istiod's EndpointIndex): it changes more often than they do. */
export class EndpointIndex {
  readonly #byPort = new Map<string, Map<number, Endpoint[]>>();

  /** @param byService by `serviceKey` */
  constructor(private readonly byService: ReadonlyMap<string, readonly Endpoint[]> = new Map()) {}

  /** Every endpoint of a service, on any port; the very same list as long as none of them changes. */
  of(service: Service): readonly Endpoint[] {
    return this.byService.get(serviceKey(service)) ?? NO_ENDPOINTS;
  }

  /** Endpoints behind a service port, those with all of `labels` when given. */
  onPort(service: Service, port: number, labels?: Labels): readonly Endpoint[] {
    const all = this.#ports(service).get(port) ?? NO_ENDPOINTS;
    return labels === undefined ? all : all.filter((endpoint) => selects(labels, endpoint.labels));
  }

  #ports(service: Service): ReadonlyMap<number, readonly Endpoint[]> {
    const key = serviceKey(service);
    const known = this.#byPort.get(key);
    if (known) return known;
    const ports = groupBy(this.of(service), ({ servicePort }) => servicePort);
    this.#byPort.set(key, ports);
    return ports;
  }
}

const NO_ENDPOINTS: readonly Endpoint[] = [];
