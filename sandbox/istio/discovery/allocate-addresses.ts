import { isWildcard } from './host';
import { serviceKey, UNSPECIFIED_IP, type Service } from './service';

const MAX_ADDRESSES = 256 * 254;
/** The prime of istiod's second hash. */
const PRIME = 65_011;

/**
 * An address from 240.240.0.0/16 and one of IPv6 for services without one, by hash of namespace and host, so that every istiod hands
 * out the same (pilot/pkg/serviceregistry/serviceentry/auto_allocation.go). Only proxies that answer DNS themselves use them.
 */
export function allocateAddresses(services: readonly Service[]): ReadonlyMap<string, readonly string[]> {
  const slots = new Map<number, string>();
  for (const service of services) {
    if (needsAddress(service)) claimSlot(slots, serviceKey(service));
  }
  const addresses = new Map<string, readonly string[]>();
  let skipped = 0;
  for (const [slot, key] of [...slots].sort(([a], [b]) => a - b)) {
    if ((slot + 1 + skipped) % 255 === 0) skipped++;
    const number = slot + 1 + skipped;
    if (addresses.has(key)) continue;
    addresses.set(key, pairOf(Math.floor(number / 255), number % 255));
  }
  return addresses;
}

function pairOf(third: number, fourth: number): readonly string[] {
  const low = third === 0 ? fourth.toString(16) : third.toString(16) + fourth.toString(16);
  return [`240.240.${String(third)}.${String(fourth)}`, `2001:2::f0f0:${low}`];
}

function needsAddress(service: Service): boolean {
  return (
    service.registry === 'External' &&
    service.address === UNSPECIFIED_IP &&
    service.resolution !== 'passthrough' &&
    !isWildcard(service.hostname)
  );
}

/** Double hashing; every declaration of a host takes a slot, the first one counts. */
function claimSlot(slots: Map<number, string>, key: string): void {
  const hash = fnv1a(key);
  const step = PRIME - (hash % PRIME);
  let slot = hash % MAX_ADDRESSES;
  for (let round = 1; slots.has(slot) && round < MAX_ADDRESSES; round++) {
    slot = ((hash + round * step) >>> 0) % (MAX_ADDRESSES - 1);
  }
  slots.set(slot, key);
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
