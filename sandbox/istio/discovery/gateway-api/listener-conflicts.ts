import { compareText } from '../../../lib/compare-text';
import type { KubeGatewaySpec, Listener, ListenerSetSpec } from '../api/index';
import type { Config } from '../config';
import { acceptsListenersOf } from './allowed-namespaces';
import type { ConversionInput } from './conversion-input';

const OWN_HTTP_PORT = 80;
const OWN_HTTPS_PORT = 443;

/** Why listeners lose, by `Kind/namespace/name/listener`. */
export type ListenerConflicts = ReadonlyMap<string, 'ProtocolConflict' | 'HostnameConflict'>;

/** The port of a listener; a ListenerSet may leave it out for HTTP and HTTPS. */
export function portOf(listener: Listener): number | undefined {
  if (listener.port !== undefined && listener.port !== 0) return listener.port;
  if (listener.protocol === 'HTTP') return OWN_HTTP_PORT;
  return listener.protocol === 'HTTPS' ? OWN_HTTPS_PORT : undefined;
}

/** Names the listener of an object. */
export function listenerKey(owner: Config<unknown>, name: string): string {
  return `${owner.kind}/${owner.namespace}/${owner.name}/${name}`;
}

/** The ListenerSets that name a Gateway. */
export function setsOf(gateway: Config<unknown>, input: ConversionInput): Config<ListenerSetSpec>[] {
  return input.listenerSets.filter(
    ({ namespace, spec }) =>
      spec.parentRef.name === gateway.name && (spec.parentRef.namespace ?? namespace) === gateway.namespace,
  );
}

/** The listeners of a Gateway and its ListenerSets that lose to an earlier one: the Gateway's own first, then the sets by age. */
export function findConflicts(gateway: Config<KubeGatewaySpec>, input: ConversionInput): ListenerConflicts {
  const { namespaces } = gateway.spec.allowedListeners ?? {};
  const sets = setsOf(gateway, input)
    .filter((set) => acceptsListenersOf(set.namespace, namespaces, gateway.namespace, input.namespaces))
    .sort(
      (a, b) =>
        compareText(a.creationTimestamp, b.creationTimestamp) ||
        compareText(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`),
    );
  const conflicts = new Map<string, 'ProtocolConflict' | 'HostnameConflict'>();
  const winners: Listener[] = [];
  for (const owner of [gateway, ...sets]) {
    for (const listener of owner.spec.listeners ?? []) {
      const prior = winners.find((winner) => !areDistinct(listener, winner));
      if (prior === undefined) winners.push(listener);
      else conflicts.set(listenerKey(owner, listener.name), conflictReason(listener, prior));
    }
  }
  return conflicts;
}

const isL4 = ({ protocol }: Listener): boolean => protocol === 'TCP' || protocol === 'UDP';
const hasHosts = ({ protocol }: Listener): boolean => ['HTTP', 'HTTPS', 'TLS'].includes(protocol);

function areDistinct(a: Listener, b: Listener): boolean {
  if (portOf(a) !== portOf(b)) return true;
  if ((isL4(a) || hasHosts(a)) && (isL4(b) || hasHosts(b))) {
    return hasHosts(a) && hasHosts(b) && (a.hostname || '*') !== (b.hostname || '*');
  }
  return a.protocol !== b.protocol;
}

function conflictReason(a: Listener, b: Listener): 'ProtocolConflict' | 'HostnameConflict' {
  return (isL4(a) && isL4(b)) || a.protocol !== b.protocol ? 'ProtocolConflict' : 'HostnameConflict';
}
