import type { Endpoint } from './endpoint';
import { selects, type Labels } from './labels';
import { serviceKey, type Service } from './service';

/** What stands behind the services (istiod's EndpointIndex): it changes more often than they do. */
export class EndpointIndex {
  /** @param byService by `serviceKey` */
  constructor(private readonly byService: ReadonlyMap<string, readonly Endpoint[]> = new Map()) {}

  /** Every endpoint of a service, on any port; the very same list as long as none of them changes. */
  of(service: Service): readonly Endpoint[] {
    return this.byService.get(serviceKey(service)) ?? NO_ENDPOINTS;
  }

  /** Endpoints behind a service port, those with all of `labels` when given. */
  onPort(service: Service, port: number, labels?: Labels): readonly Endpoint[] {
    return this.of(service).filter(
      (endpoint) =>
        endpoint.servicePort === port && (labels === undefined || selects(labels, endpoint.labels)),
    );
  }
}

const NO_ENDPOINTS: readonly Endpoint[] = [];
