import type { Listener } from '../../../envoy/config/index';
import {
  isHttp,
  isIpAddress,
  isTcp,
  listenerProtocol,
  originOf,
  parseProtocol,
  UNSPECIFIED_IP,
  type EgressListener,
  type Endpoint,
  type Service,
  type ServicePortModel,
} from '../../discovery/index';
import type { Context } from '../context';
import { PLAINTEXT_HTTP_ALPNS, type Chain } from '../filter-chains/chain';
import { virtualServicesFor } from '../filter-chains/l4-match';
import { outboundHttpChain } from '../filter-chains/outbound-http-chains';
import { outboundTcpChains } from '../filter-chains/outbound-tcp-chains';
import { outboundTlsChains } from '../filter-chains/outbound-tls-chains';
import { addOutbound, finishOutbound, type OutboundEntry } from './outbound-entry';

/** Ports on which the proxy answers about itself. */
const OWN_PORTS = [15021, 15090];

/** Where an egress listener binds: chosen by the service unless the Sidecar says otherwise. */
interface Binding {
  readonly address: string | undefined;
  readonly bindToPort: boolean;
}

/** The listeners for what the application calls: one per port for HTTP, one per address and port for TCP. */
export function outboundListeners(context: Context): Listener[] {
  const entries = new Map<string, OutboundEntry>();
  for (const egress of context.scope.egressListeners) {
    const binding = bindingOf(egress);
    const declared = egress.listener.port;
    if (declared !== undefined) {
      const port = {
        name: declared.name ?? '',
        port: declared.number,
        protocol: parseProtocol(declared.protocol),
        path: 'spec.egress',
      };
      for (const service of egress.services) {
        addService(context, entries, egress, binding, service, port, []);
      }
      continue;
    }
    for (const entry of entries.values()) entry.locked = true;
    for (const service of egress.services) {
      for (const port of service.ports) addPort(context, entries, egress, binding, service, port);
    }
  }
  return [...entries.values()].map((entry) => finishOutbound(context, entry));
}

function bindingOf({ listener }: EgressListener): Binding {
  const bindToPort = listener.captureMode === 'NONE' || (listener.bind ?? '').startsWith('unix://');
  return { address: listener.bind || (bindToPort ? '127.0.0.1' : undefined), bindToPort };
}

/** A headless service has one address per pod: opaque TCP gets a chain for each, sniffed ports a listener for each. */
function addPort(
  context: Context,
  entries: Map<string, OutboundEntry>,
  egress: EgressListener,
  binding: Binding,
  service: Service,
  port: ServicePortModel,
): void {
  const perPod = binding.address === undefined && isPerPod(service, port);
  const endpoints = perPod ? context.snapshot.endpoints.onPort(service, port.port) : [];
  const plainEntry =
    service.registry !== 'Kubernetes' && endpoints.length === 0 && service.selector === undefined;
  if (!perPod || plainEntry) {
    addService(context, entries, egress, binding, service, port, []);
    return;
  }
  for (const { address } of endpoints) {
    if (!isIpAddress(address) || address === context.proxy.ip) continue;
    if (isTcp(port.protocol)) {
      const wildcard = { ...binding, address: UNSPECIFIED_IP };
      addService(context, entries, egress, wildcard, service, port, [address]);
    } else {
      addService(context, entries, egress, { ...binding, address }, service, port, []);
    }
  }
}

function isPerPod({ resolution, address }: Service, { protocol }: ServicePortModel): boolean {
  const headless = resolution === 'passthrough' && address === UNSPECIFIED_IP;
  return headless && (isTcp(protocol) || protocol === 'Unsupported');
}

/** The endpoints that listeners are made from, service by service. */
export function singlePodEndpoints({ scope, snapshot }: Context): (readonly Endpoint[])[] {
  return scope.services
    .filter((service) => service.ports.some((port) => isPerPod(service, port)))
    .map((service) => snapshot.endpoints.of(service));
}

/**
 * Whether a listener for everybody would take a port of the proxy itself. A service of opaque bytes that names no address
 * is not looked at (pilot/pkg/model/context.go conflictWithReservedListener).
 */
function isReserved(
  { snapshot: { mesh } }: Context,
  { address }: Binding,
  { port, protocol }: ServicePortModel,
): boolean {
  const forEverybody = address === undefined ? isHttp(protocol) : address === UNSPECIFIED_IP;
  return forEverybody && [...OWN_PORTS, mesh.proxyListenPort, mesh.proxyInboundListenPort].includes(port);
}

/** @param pods addresses of single pods that select the service's chains */
function addService(
  context: Context,
  entries: Map<string, OutboundEntry>,
  egress: EgressListener,
  binding: Binding,
  service: Service,
  port: ServicePortModel,
  pods: readonly string[],
): void {
  const kind = listenerProtocol(port.protocol);
  if (service.resolution === 'alias' || kind === 'UDP') return;
  const range = service.address.includes('/');
  const own = range ? UNSPECIFIED_IP : service.address;
  const bind = binding.address ?? (kind === 'HTTP' ? UNSPECIFIED_IP : own);
  if (isReserved(context, binding, port)) return;
  const cidrs = pods.length > 0 ? pods : range && kind !== 'HTTP' ? [service.address] : [];
  const listener = { name: `${bind}_${String(port.port)}`, routeName: routeName(kind, bind, service, port) };
  const http = (): Chain => outboundHttpChain(context, service, port, listener);
  const l4 = (): Chain[] => {
    const place = {
      service,
      port,
      bind,
      cidrs,
      perPod: pods.length > 0,
      virtualServices: virtualServicesFor(egress.virtualServices, service.hostname),
    };
    return [...outboundTlsChains(context, place), ...outboundTcpChains(context, place)];
  };
  const shared = { bind, port: port.port, bindToPort: binding.bindToPort };
  const origin = originOf(service.config, port.path);
  const known = entries.get(listener.name);
  if (kind === 'HTTP') {
    if (known && (known.locked || !isTcp(known.protocol))) return;
    const sniffs = bind === UNSPECIFIED_IP && port.protocol !== 'HTTP_PROXY';
    const protocol = sniffs ? 'Unsupported' : port.protocol;
    addOutbound(entries, { ...shared, origin, protocol, chains: [sniffs ? sniffed(http()) : http()] });
  } else if (kind === 'TCP') {
    addOutbound(entries, { ...shared, origin, protocol: port.protocol, chains: l4() });
  } else {
    const joins = known !== undefined && !isHttp(known.protocol) && !isTcp(known.protocol);
    const chains = joins ? l4() : [...l4(), sniffed(http())];
    addOutbound(entries, { ...shared, origin, protocol: 'Unsupported', chains });
  }
}

/** Only what the HTTP inspector recognised; everything else falls through. */
function sniffed(chain: Chain): Chain {
  return { ...chain, applicationProtocols: PLAINTEXT_HTTP_ALPNS, transportProtocol: 'raw_buffer' };
}

/** Services share the routes of a port, unless a service without a declared protocol has an address of its own. */
function routeName(
  kind: 'HTTP' | 'TCP' | 'AUTO',
  bind: string,
  service: Service,
  port: ServicePortModel,
): string {
  const ownAddress = kind === 'AUTO' && bind !== UNSPECIFIED_IP;
  return ownAddress ? `${service.hostname}:${String(port.port)}` : String(port.port);
}
