import { hostNames, type HostNames, type SidecarScope, type Snapshot } from '../discovery/index';
import type { ProxyNodeInfo } from '../translate/index';

/** What the agents of proxies are told of hosts, worked out once per snapshot for all proxies that see the same. */
export class NameDiscovery {
  #snapshot: Snapshot | undefined;
  readonly #byScope = new Map<SidecarScope, HostNames>();

  of(snapshot: Snapshot, { type, namespace, labels }: ProxyNodeInfo): HostNames | undefined {
    if (type === 'router') return undefined;
    if (snapshot !== this.#snapshot) {
      this.#snapshot = snapshot;
      this.#byScope.clear();
    }
    const scope = snapshot.scopes.forWorkload(namespace, labels);
    const known = this.#byScope.get(scope) ?? hostNames(scope, snapshot);
    this.#byScope.set(scope, known);
    return known;
  }
}
