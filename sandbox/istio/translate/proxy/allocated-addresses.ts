import { serviceKey, UNSPECIFIED_IP, type Service, type SidecarScope } from '../../discovery/index';

/** The scope as a proxy sees it that answers DNS itself: services without an address have those that istiod chose. */
export function withAllocatedAddresses(
  scope: SidecarScope,
  addresses: ReadonlyMap<string, readonly string[]>,
): SidecarScope {
  const place = (service: Service): Service => {
    const autoAllocated = addresses.get(serviceKey(service));
    return autoAllocated === undefined || service.address !== UNSPECIFIED_IP
      ? service
      : { ...service, autoAllocated };
  };
  const services = scope.services.map(place);
  return {
    ...scope,
    services,
    servicesByHostname: new Map(services.map((service) => [service.hostname, service])),
    egressListeners: scope.egressListeners.map((egress) => ({
      ...egress,
      services: egress.services.map(place),
    })),
  };
}
