import type { KubeObject } from './object';
import { at, strings } from './read';

export type IpFamily = 'IPv4' | 'IPv6';

/** The families of addresses that a cluster has, its main one first: those of its nodes' ranges for pods. */
export function clusterFamilies(nodes: readonly KubeObject[]): readonly IpFamily[] {
  const ranges = strings(at(nodes[0]?.spec, 'podCIDRs'));
  return ranges.length > 0 ? ranges.map(familyOf) : ['IPv4'];
}

/** The family of an address or a range. */
export function familyOf(address: string): IpFamily {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}
