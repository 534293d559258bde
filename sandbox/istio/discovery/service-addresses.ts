import { ofMode, type IpMode } from './ip-family';
import { UNSPECIFIED_IP, type Service } from './service';

/** What decides which addresses of a service mean something to a proxy. */
export interface AddressView {
  readonly mode: IpMode;
  /** The cluster that the proxy runs in. */
  readonly cluster: string;
  /** ISTIO_DUAL_STACK: a proxy of both families uses addresses of both. */
  readonly dualStack: boolean;
}

/** The one address that a proxy knows a service by (pilot/pkg/model/service.go GetAddressForProxy). */
export function addressFor(service: Service, { mode, cluster }: AddressView): string {
  const [own] = ofMode(service.clusterVips?.[cluster] ?? NONE, mode);
  if (own !== undefined || service.address !== UNSPECIFIED_IP) return own ?? service.address;
  const [chosen] = ofMode(service.autoAllocated ?? NONE, mode);
  return chosen ?? service.address;
}

/**
 * Every address of a service that a proxy may use, its main one first. What a ServiceEntry names is taken whatever its
 * family: it is compared, not dialled (pilot/pkg/model/service.go getAllAddressesForProxy).
 */
export function addressesFor(service: Service, view: AddressView): readonly string[] {
  const { clusterVips, autoAllocated = NONE } = service;
  const vips = clusterVips?.[view.cluster] ?? NONE;
  const own = vips.length > 0 ? vips : autoAllocated;
  const usable = view.dualStack && view.mode === 'Dual' ? own : ofMode(own, view.mode);
  if (usable.length > 0 || service.address === '') return usable;
  return clusterVips === undefined ? [service.address] : ofMode([service.address], view.mode);
}

const NONE: readonly string[] = [];
