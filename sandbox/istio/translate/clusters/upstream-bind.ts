import type { Cluster } from '../../../envoy/config/index';
import type { ProxyIps } from '../proxy/proxy-ips';

/**
 * Where connections to the proxy's own application come from: addresses that its rules of redirection leave alone.
 * @param ofBoth whether it may be either family's
 */
export function upstreamBind(
  { inboundSources: [main, ...more] }: ProxyIps,
  ofBoth: boolean,
): Pick<Cluster, 'upstreamBindConfig'> {
  const extraSourceAddresses = more.map((address) => ({ address: { address, portValue: 0 } }));
  return {
    upstreamBindConfig: {
      sourceAddress: { address: main, portValue: 0 },
      ...(ofBoth && more.length > 0 ? { extraSourceAddresses } : {}),
    },
  };
}
