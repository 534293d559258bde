import { serviceKey, UNSPECIFIED_IP, type Service, type SidecarScope } from '../discovery/index';

/** The scope as a proxy sees it that answers DNS itself: services without an address have the one istiod chose. */
export function withAllocatedAddresses(
  scope: SidecarScope,
  addresses: ReadonlyMap<string, string>,
): SidecarScope {
  const place = (service: Service): Service => {
    const address = addresses.get(serviceKey(service));
    return address === undefined || service.address !== UNSPECIFIED_IP ? service : { ...service, address };
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
