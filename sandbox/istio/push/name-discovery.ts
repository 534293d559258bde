import { nameTable, type NameTable, type SidecarScope, type Snapshot } from '../discovery/index';
import type { ProxyNodeInfo } from '../translate/index';

/** What the agents of proxies are told of hosts, worked out once per snapshot for all proxies that see the same. */
export class NameDiscovery {
  #snapshot: Snapshot | undefined;
  readonly #byScope = new Map<SidecarScope, NameTable>();

  of(snapshot: Snapshot, { type, namespace, labels }: ProxyNodeInfo): NameTable | undefined {
    if (type === 'router') return undefined;
    if (snapshot !== this.#snapshot) {
      this.#snapshot = snapshot;
      this.#byScope.clear();
    }
    const scope = snapshot.scopes.forWorkload(namespace, labels);
    const known = this.#byScope.get(scope) ?? nameTable(scope, snapshot);
    this.#byScope.set(scope, known);
    return known;
  }
}
