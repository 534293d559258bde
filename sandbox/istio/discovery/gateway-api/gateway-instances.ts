import { at, records, string } from '../../../kube/index';
import type { Server } from '../api/index';
import type { ConversionInput } from './conversion-input';
import { UNSPECIFIED_IP, type Service } from '../service';

/** Where a Gateway can be reached, and why not. */
export interface GatewayInstances {
  /** `host:port`, sorted. */
  readonly internal: readonly string[];
  readonly internalIps: readonly string[];
  readonly external: readonly string[];
  /** Hosts whose outside address is still to come. */
  readonly pending: readonly string[];
  readonly warnings: readonly string[];
  /** False when something will not come by itself. */
  readonly usable: boolean;
}

/** Finds the services of a Gateway and what stands behind their ports (gatewaycommon ResolveGatewayInstances). */
export function resolveInstances(
  namespace: string,
  hostnames: readonly string[],
  servers: readonly Server[],
  input: ConversionInput,
): GatewayInstances {
  const search = new Search(input);
  const ports = new Set(servers.map((server) => server.port?.number ?? 0));
  for (const hostname of hostnames) search.host(hostname, namespace, ports);
  return search.result();
}

class Search {
  readonly #internal = new Set<string>();
  readonly #internalIps = new Set<string>();
  readonly #external = new Set<string>();
  readonly #pending = new Set<string>();
  readonly #warnings: string[] = [];
  #usable = true;

  constructor(private readonly input: ConversionInput) {}

  result(): GatewayInstances {
    return {
      internal: [...this.#internal].sort(),
      internalIps: [...this.#internalIps].sort(),
      external: [...this.#external].sort(),
      pending: [...this.#pending].sort(),
      warnings: this.#warnings.sort(),
      usable: this.#usable,
    };
  }

  host(hostname: string, namespace: string, ports: ReadonlySet<number>): void {
    const services = this.input.registry.named(hostname);
    const service = services.get(namespace);
    if (service === undefined) {
      const elsewhere = [...services.keys()].sort().map((name) => JSON.stringify(name));
      const quoted = JSON.stringify(hostname);
      this.#fail(
        elsewhere.length === 0
          ? `hostname ${quoted} not found`
          : `hostname ${quoted} not found in namespace ${JSON.stringify(namespace)}, but it was found in namespace(s) ${elsewhere.join(', ')}`,
      );
      return;
    }
    for (const port of ports) {
      if (this.input.endpoints.onPort(service, port).length > 0) this.#reachable(service, port);
      else this.#unreachable(service, port);
    }
  }

  #reachable(service: Service, port: number): void {
    const { hostname, address } = service;
    this.#internal.add(`${hostname}:${String(port)}`);
    if (address !== UNSPECIFIED_IP) this.#internalIps.add(address);
    const object = this.input.services.get(`${service.namespace}/${service.name}`);
    const outside = records(at(object?.status, 'loadBalancer', 'ingress')).map(
      (entry) => string(entry['ip']) || string(entry['hostname']),
    );
    for (const found of outside) this.#external.add(found);
    if (outside.length > 0 || at(object?.spec, 'type') !== 'LoadBalancer' || this.#pending.has(hostname))
      return;
    this.#warnings.push(`address pending for hostname ${JSON.stringify(hostname)}`);
    this.#pending.add(hostname);
  }

  #unreachable(service: Service, port: number): void {
    const quoted = JSON.stringify(service.hostname);
    const endpoints = this.input.endpoints.of(service);
    if (endpoints.length === 0) {
      this.#warnings.push(`no instances found for hostname ${quoted}`);
      return;
    }
    const hints = new Set(
      endpoints.filter((endpoint) => endpoint.port === port).map((endpoint) => String(endpoint.servicePort)),
    );
    if (hints.size > 0) {
      this.#fail(
        `port ${String(port)} not found for hostname ${quoted} (hint: the service port should be specified, not the workload port. Did you mean one of these ports: [${[...hints].sort().join(' ')}]?)`,
      );
      return;
    }
    // Of a gateway that istiod runs, a port of the service without instances is only late.
    const managed = service.labels['gateway.istio.io/managed'] !== undefined;
    if (managed && service.ports.some((candidate) => candidate.port === port)) return;
    this.#fail(`port ${String(port)} not found for hostname ${quoted}`);
  }

  #fail(warning: string): void {
    this.#warnings.push(warning);
    this.#usable = false;
  }
}
