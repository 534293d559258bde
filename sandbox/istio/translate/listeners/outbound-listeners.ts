import { isIpAddress } from '../../../lib/ip-address';
import type { Listener } from '../../../envoy/config/index';
import {
  addressesFor,
  addressFor,
  isHttp,
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
import { plaintextHttpAlpns, type Chain } from '../filter-chains/chain';
import { virtualServicesFor } from '../filter-chains/l4-match';
import { outboundHttpChain } from '../filter-chains/outbound-http-chains';
import { outboundTcpChains } from '../filter-chains/outbound-tcp-chains';
import { outboundTlsChains } from '../filter-chains/outbound-tls-chains';
import { mayListenOn } from '../proxy/privileges';
import { addOutbound, finishOutbound, type OutboundEntry } from './outbound-entry';

/** Ports on which the proxy answers about itself. */
const OWN_PORTS = [15021, 15090];

/** Where an egress listener binds: without addresses it is chosen by the service. */
interface Binding {
  readonly binds: readonly string[];
  readonly bindToPort: boolean;
}

/** The listeners for what the application calls: one per port for HTTP, one per address and port for TCP. */
export function outboundListeners(context: Context): Listener[] {
  const entries = new Map<string, OutboundEntry>();
  for (const egress of context.scope.egressListeners) {
    const binding = bindingOf(context, egress);
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

function bindingOf({ ips, proxy }: Context, { listener }: EgressListener): Binding {
  const bindToPort =
    proxy.interceptionMode === 'NONE' ||
    listener.captureMode === 'NONE' ||
    (listener.bind ?? '').startsWith('unix://');
  return { binds: listener.bind ? [listener.bind] : bindToPort ? ips.loopbacks : [], bindToPort };
}

/** A headless service has one address per pod, which gets a listener of its own; a chain of one listener where istiod is told so. */
function addPort(
  context: Context,
  entries: Map<string, OutboundEntry>,
  egress: EgressListener,
  binding: Binding,
  service: Service,
  port: ServicePortModel,
): void {
  const perPod = binding.binds.length === 0 && tellsNoHost(port) && isHeadless(context, service);
  const endpoints = perPod ? context.snapshot.endpoints.onPort(service, port.port) : [];
  const plainEntry =
    service.registry !== 'Kubernetes' && endpoints.length === 0 && service.selector === undefined;
  if (!perPod || plainEntry) {
    addService(context, entries, egress, binding, service, port, []);
    return;
  }
  for (const { address, additionalAddresses = [] } of endpoints) {
    const addresses = [address, ...additionalAddresses];
    if (!addresses.every(isIpAddress) || address === context.proxy.ip) continue;
    const shares = context.snapshot.features.headlessFilterChainListener && isTcp(port.protocol);
    const place = { ...binding, binds: shares ? context.ips.wildcards : addresses };
    addService(context, entries, egress, place, service, port, shares ? addresses : []);
  }
}

/** What comes to it need not say whom it is for: only its address tells. */
function tellsNoHost({ protocol }: ServicePortModel): boolean {
  return isTcp(protocol) || protocol === 'Unsupported';
}

function isHeadless({ ips }: Context, service: Service): boolean {
  return service.resolution === 'passthrough' && addressFor(service, ips) === UNSPECIFIED_IP;
}

/** The endpoints that listeners are made from, service by service. */
export function singlePodEndpoints(context: Context): (readonly Endpoint[])[] {
  const { scope, snapshot } = context;
  return scope.services
    .filter((service) => isHeadless(context, service) && service.ports.some(tellsNoHost))
    .map((service) => snapshot.endpoints.of(service));
}

/**
 * Whether a listener would take a port that the proxy may not open, or one for everybody a port of the proxy itself. A service of opaque bytes that names no address
 * is not looked at (pilot/pkg/model/context.go conflictWithReservedListener).
 */
function isReserved(
  context: Context,
  { binds: [address], bindToPort }: Binding,
  { port, protocol }: ServicePortModel,
): boolean {
  if (bindToPort && !mayListenOn(context, port)) return true;
  const { mesh } = context.snapshot;
  const forEverybody = address === undefined ? isHttp(protocol) : address === context.ips.wildcards[0];
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
  if (isReserved(context, binding, port)) return;
  const { binds, cidrs: ranges } = placeOf(context, binding, service, kind);
  const [bind, ...moreBinds] = binds;
  const cidrs = pods.length > 0 ? pods : ranges;
  const wildcard = context.ips.wildcards[0];
  const listener = {
    name: `${bind}_${String(port.port)}`,
    routeName: routeName(kind === 'AUTO' && bind !== wildcard, service, port),
  };
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
  const shared = { bind, moreBinds, port: port.port, bindToPort: binding.bindToPort };
  const origin = originOf(service.config, port.path);
  const known = entries.get(listener.name);
  if (kind === 'HTTP') {
    if (known && (known.locked || !isTcp(known.protocol))) return;
    const sniffs = bind === wildcard && port.protocol !== 'HTTP_PROXY';
    const protocol = sniffs ? 'Unsupported' : port.protocol;
    addOutbound(entries, {
      ...shared,
      origin,
      protocol,
      chains: [sniffs ? sniffed(context, http()) : http()],
    });
  } else if (kind === 'TCP') {
    addOutbound(entries, { ...shared, origin, protocol: port.protocol, chains: l4() });
  } else {
    const joins = known !== undefined && !isHttp(known.protocol) && !isTcp(known.protocol);
    const chains = joins ? l4() : [...l4(), sniffed(context, http())];
    addOutbound(entries, { ...shared, origin, protocol: 'Unsupported', chains });
  }
}

/**
 * Where a service's listener binds: HTTP shares the wildcard address; else its own addresses, or the wildcard and a match
 * of ranges. What has no address is of the proxy's families.
 */
function placeOf(
  { ips }: Context,
  { binds: [given, ...more] }: Binding,
  service: Service,
  kind: 'HTTP' | 'TCP' | 'AUTO',
): { readonly binds: readonly [string, ...string[]]; readonly cidrs: readonly string[] } {
  if (given !== undefined) return { binds: [given, ...more], cidrs: [] };
  if (kind === 'HTTP') return { binds: ips.wildcards, cidrs: [] };
  const own = addressFor(service, ips);
  const [, ...others] = addressesFor(service, ips);
  if (own === UNSPECIFIED_IP && service.registry === 'External') {
    if (ips.mode === 'IPv6') return { binds: ['::', ...others], cidrs: [] };
    if (ips.mode === 'Dual') others.push('::');
  }
  return own.includes('/')
    ? { binds: ips.wildcards, cidrs: [own, ...others] }
    : { binds: [own, ...others], cidrs: [] };
}

/** Only what the HTTP inspector recognised; everything else falls through. */
function sniffed(context: Context, chain: Chain): Chain {
  return { ...chain, applicationProtocols: plaintextHttpAlpns(context), transportProtocol: 'raw_buffer' };
}

/** Services share the routes of a port, unless a service without a declared protocol has an address of its own. */
function routeName(ownAddress: boolean, service: Service, port: ServicePortModel): string {
  return ownAddress ? `${service.hostname}:${String(port.port)}` : String(port.port);
}
