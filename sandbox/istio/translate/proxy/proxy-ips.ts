import { familyOf } from '../../../lib/ip-address';
import { CLUSTER_ID, ipModeOf, type AddressView, type Features } from '../../discovery/index';
import { memoByObject } from '../../../lib/memo';
import type { ProxyNodeInfo } from './proxy-node';

/** The main address and the others. */
type Addresses = readonly [string, ...string[]];

/** What follows from the families of a proxy's own addresses (pilot/pkg/networking/core/listener_address.go). */
export interface ProxyIps extends AddressView {
  /** The proxy's own addresses. */
  readonly own: readonly string[];
  /** What a listener for everybody binds. */
  readonly wildcards: Addresses;
  readonly loopbacks: Addresses;
  /** Where connections to the proxy's own application come from, so that they are not intercepted again. */
  readonly inboundSources: Addresses;
}

type Families = Pick<ProxyIps, 'wildcards' | 'loopbacks' | 'inboundSources'>;

const families: Readonly<Record<ProxyIps['mode'], Families>> = {
  IPv4: { wildcards: ['0.0.0.0'], loopbacks: ['127.0.0.1'], inboundSources: ['127.0.0.6'] },
  IPv6: { wildcards: ['::'], loopbacks: ['::1'], inboundSources: ['::6'] },
  Dual: {
    wildcards: ['0.0.0.0', '::'],
    loopbacks: ['127.0.0.1', '::1'],
    inboundSources: ['127.0.0.6', '::6'],
  },
};

/** Reads a proxy's addresses; everything that depends on their families is derived here. */
export function proxyIps(proxy: ProxyNodeInfo, { dualStack }: Features): ProxyIps {
  const { own, mode } = ownIps(proxy);
  return { own, mode, cluster: proxy.clusterId ?? CLUSTER_ID, dualStack, ...families[mode] };
}

const ownIps = memoByObject(({ ip, additionalIps = [] }: ProxyNodeInfo): Pick<ProxyIps, 'own' | 'mode'> => {
  const own = [ip, ...additionalIps];
  return { own, mode: ipModeOf(own) };
});

/** The addresses beside the first one that listeners of a proxy take as well: none without ISTIO_DUAL_STACK. */
export function furtherAddresses({ dualStack }: ProxyIps, [, ...more]: Addresses): readonly string[] {
  return dualStack ? more : [];
}

/** The first that other machines can reach; undefined when there is none (pilot/pkg/util/network/ip.go GlobalUnicastIP). */
export function globalUnicastIp(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => familyOf(address) !== undefined && !LOCAL.test(address));
}

/** Unspecified, loopback, link-local, multicast and broadcast addresses. */
const LOCAL =
  /^(0\.0\.0\.0|127\..*|169\.254\..*|2(2[4-9]|3\d)\..*|255\.255\.255\.255|::1?|fe[89ab].:.*|ff..:.*)$/i;
