import type { Listener } from '../../../envoy/config/index';
import { isHttp, originOf, parseProtocol } from '../../discovery/index';
import { listenerAddresses, toAddress } from '../proxy/addresses';
import type { Context } from '../context';
import { toFilterChain, type Chain } from '../filter-chains/chain';
import {
  gatewayHttpChain,
  gatewayHttpsChain,
  gatewayTcpChains,
  type UsedSni,
} from '../filter-chains/gateway-chains';
import { mayListenOn } from '../proxy/privileges';
import { isTerminatedHttps } from '../gateways/gateway-server';
import type { MergedGateway, ServerGroup } from '../gateways/merged-gateway';
import { listenerLog } from '../telemetry/access-log';
import { outboundBalance } from './connection-balance';

/** One listener per port and bind address of the merged Gateways; none without chains. */
export function gatewayListeners(context: Context, merged: MergedGateway): Listener[] {
  const chainsByName = new Map<string, { group: ServerGroup; chains: Chain[] }>();
  const usedSni: UsedSni = new Map();
  for (const group of merged.groups) {
    if (!mayListenOn(context, group.port)) continue;
    const name = `${group.bind || context.ips.wildcards[0]}_${String(group.port)}`;
    const entry = chainsByName.get(name) ?? { group, chains: [] };
    chainsByName.set(name, entry);
    entry.chains.push(...groupChains(context, group, usedSni));
  }
  return [...chainsByName.entries()].flatMap(([name, { group, chains }]) =>
    chains.length === 0 ? [] : [toListener(context, name, group, chains)],
  );
}

function groupChains(context: Context, group: ServerGroup, usedSni: UsedSni): Chain[] {
  if (isHttp(parseProtocol(group.protocol))) return [gatewayHttpChain(context, group)];
  return group.servers.flatMap((server) =>
    isTerminatedHttps(server.server)
      ? [gatewayHttpsChain(context, server, group)]
      : gatewayTcpChains(context, server, group, usedSni),
  );
}

function toListener(context: Context, name: string, group: ServerGroup, chains: readonly Chain[]): Listener {
  const needsTls = chains.some(
    (chain) =>
      chain.sniHosts?.length || chain.transportSocket?.typedConfig?.commonTlsContext?.alpnProtocols?.length,
  );
  const first = group.servers[0];
  return {
    name,
    ...(group.bind
      ? { address: toAddress(group.bind, group.port) }
      : listenerAddresses(context.ips, group.port)),
    trafficDirection: 'OUTBOUND',
    listenerFilters: needsTls ? [{ name: 'envoy.filters.listener.tls_inspector' }] : [],
    ...outboundBalance(context),
    ...listenerLog(context, 'gateway'),
    filterChains: chains.map((chain) => toFilterChain(context, chain)),
    ...(first ? { origin: originOf(first.config, first.path) } : {}),
  };
}
