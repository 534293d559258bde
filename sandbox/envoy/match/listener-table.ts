import type { SocketAddress } from '../../net/index';
import { placeOf, type Listener } from '../config/index';

export type Direction = 'outbound' | 'inbound' | 'gateway';

/** Where intercepted connections enter a pod's proxy: 15001 and 15006. */
const ENTRY_PORTS = { outbound: 15001, inbound: 15006 } as const;

/**
 * The listeners of a proxy. Intercepted connections enter at the virtual listener of their direction, which hands them
 * to the listener of the original destination when there is one (`useOriginalDst`); a gateway's listeners are dialled.
 */
export class ListenerTable {
  readonly #byAddress = new Map<string, Listener>();
  readonly #entry: Readonly<Record<'outbound' | 'inbound', Listener | undefined>>;

  constructor(listeners: readonly Listener[]) {
    for (const listener of listeners) {
      for (const { ip, port } of placesOf(listener)) {
        const key = addressKey(listener.trafficDirection === 'INBOUND', ip, port);
        if (!this.#byAddress.has(key)) this.#byAddress.set(key, listener);
      }
    }
    this.#entry = {
      outbound: listeners.find((listener) => isEntry(listener, 'outbound')),
      inbound: listeners.find((listener) => isEntry(listener, 'inbound')),
    };
  }

  /** Whether a real socket is open there: not what only redirected connections find. */
  listens(direction: Direction, destination: SocketAddress): boolean {
    const found = this.#bound(direction, destination);
    return found !== undefined && found.bindToPort !== false && found.useOriginalDst !== true;
  }

  /** The listener that takes the connection; undefined when nothing listens there. */
  find(direction: Direction, destination: SocketAddress): Listener | undefined {
    if (direction === 'gateway') return this.#bound(direction, destination);
    const entry = this.#entry[direction];
    if (entry && entry.useOriginalDst !== true) return entry;
    return this.#bound(direction, destination) ?? entry;
  }

  /** The listener bound to exactly this address, else the one bound to every address of the port. */
  #bound(direction: Direction, { ip, port }: SocketAddress): Listener | undefined {
    const inbound = direction === 'inbound';
    return (
      this.#byAddress.get(addressKey(inbound, ip, port)) ??
      this.#byAddress.get(addressKey(inbound, '0.0.0.0', port)) ??
      this.#byAddress.get(addressKey(inbound, '::', port))
    );
  }
}

/** Everywhere that it listens. */
function placesOf({ address, additionalAddresses = [] }: Listener): SocketAddress[] {
  return [placeOf(address), ...additionalAddresses.map((more) => placeOf(more.address))];
}

function isEntry(listener: Listener, direction: 'outbound' | 'inbound'): boolean {
  const wanted = direction === 'outbound' ? 'OUTBOUND' : 'INBOUND';
  return (
    listener.trafficDirection === wanted &&
    (listener.useOriginalDst === true || placeOf(listener.address).port === ENTRY_PORTS[direction])
  );
}

function addressKey(inbound: boolean, ip: string, port: number): string {
  return `${inbound ? 'in' : 'out'}|${ip}|${String(port)}`;
}
