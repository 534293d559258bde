import { familyOf, type IpFamily } from '../lib/ip-address';
import type { KubeObject } from './object';
import { at, strings } from './read';

/** The families of addresses that a cluster has, its main one first: those of its nodes' ranges for pods. */
export function clusterFamilies(nodes: readonly KubeObject[]): readonly IpFamily[] {
  const ranges = strings(at(nodes[0]?.spec, 'podCIDRs'));
  return ranges.length > 0 ? ranges.flatMap((range) => familyOf(range) ?? []) : ['IPv4'];
}
