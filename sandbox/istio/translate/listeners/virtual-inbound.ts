import type { FilterChain, Listener } from '../../../envoy/config/index';
import {
  afterTlsTermination,
  listenerProtocol,
  modeForPort,
  originOf,
  type EffectivePeerAuthentication,
} from '../../discovery/index';
import { INBOUND_PASSTHROUGH_CLUSTER } from '../cluster-name';
import { listenerAddresses, toAddress } from '../proxy/addresses';
import { meshOrigin, type Context } from '../context';
import { inboundChains } from '../filter-chains/inbound-chains';
import { customTlsOptions, matchOptions } from '../filter-chains/inbound-match-options';
import { inboundPorts, type InboundPort } from '../inbound-ports';
import { mayListenOn } from '../proxy/privileges';
import { blackHole } from '../network-filters/tcp-proxy';
import { listenerLog } from '../telemetry/access-log';
import { inboundBalance } from './connection-balance';
import { inboundListenerFilters } from './listener-filters';

const NAME = 'virtualInbound';

/** Everything that arrives at the workload: chains for its service ports, and for all other ports. */
export function virtualInboundListener(context: Context): Listener {
  const port = context.snapshot.mesh.proxyInboundListenPort;
  const policy = effectivePolicy(context);
  const ports = inboundPorts(context).filter(({ bindToPort }) => bindToPort !== true);
  const filterChains: FilterChain[] = [
    blackHoleChain(context, port),
    ...passthroughChains(context, policy, new Set(ports.map((entry) => entry.targetPort))),
    ...ports.flatMap((entry) => portChains(context, entry, policy)),
  ];
  return {
    name: NAME,
    ...listenerAddresses(context.ips, port),
    trafficDirection: 'INBOUND',
    listenerFilters: inboundListenerFilters(filterChains, true),
    ...inboundBalance(context),
    ...(context.proxy.interceptionMode === 'TPROXY' ? { transparent: true } : {}),
    filterChains,
    useOriginalDst: true,
    ...listenerLog(context, 'inbound'),
    origin: meshOrigin(context, 'proxyInboundListenPort'),
  };
}

/** The listeners of ports that are real sockets; those the proxy may not open are left out. */
export function boundInboundListeners(context: Context): Listener[] {
  const policy = effectivePolicy(context);
  return inboundPorts(context)
    .filter(({ bindToPort, targetPort }) => bindToPort === true && mayListenOn(context, targetPort))
    .map((port): Listener => {
      const filterChains = portChains(context, port, policy);
      return {
        name: `${port.bind}_${String(port.targetPort)}`,
        address: toAddress(port.bind, port.targetPort),
        trafficDirection: 'INBOUND',
        listenerFilters: inboundListenerFilters(filterChains, false),
        ...inboundBalance(context),
        filterChains,
        ...listenerLog(context, 'inbound'),
        origin: port.origin,
      };
    });
}

function effectivePolicy({ snapshot, proxy }: Context): EffectivePeerAuthentication {
  return snapshot.peerAuthentications.effective(proxy.namespace, proxy.labels);
}

/** A port's own TLS settings count only where mTLS is switched off. */
function portChains(context: Context, port: InboundPort, policy: EffectivePeerAuthentication): FilterChain[] {
  const mode = modeForPort(policy, port.targetPort);
  if (port.customTls && mode === 'DISABLE') {
    const protocol = afterTlsTermination(port.protocol);
    return inboundChains(context, { ...port, protocol }, customTlsOptions(listenerProtocol(protocol)));
  }
  const { customTls: _customTls, ...meshPort } = port;
  return inboundChains(context, meshPort, matchOptions(context, mode, listenerProtocol(port.protocol)));
}

/** Ports no service declares; those a policy names get chains of their own. */
function passthroughChains(
  context: Context,
  policy: EffectivePeerAuthentication,
  declared: ReadonlySet<number>,
): FilterChain[] {
  const extra = [...policy.portLevel.keys()].filter((port) => !declared.has(port)).sort((a, b) => a - b);
  const decisive = policy.sources.at(-1);
  const origin = decisive ? originOf(decisive, 'spec.mtls') : meshOrigin(context, 'inboundTrafficPolicy');
  return [0, ...extra].flatMap((targetPort) =>
    inboundChains(
      context,
      {
        targetPort,
        servicePort: 0,
        protocol: 'Unsupported',
        cluster: INBOUND_PASSTHROUGH_CLUSTER,
        bind: context.ips.wildcards[0],
        passthrough: true,
        hostname: '',
        origin,
      },
      matchOptions(context, modeForPort(policy, targetPort), 'AUTO'),
    ),
  );
}

/** Traffic addressed to the listener's own port would loop. */
function blackHoleChain(context: Context, port: number): FilterChain {
  const origin = meshOrigin(context, 'proxyInboundListenPort');
  return {
    name: 'virtualInbound-blackhole',
    filterChainMatch: { destinationPort: port },
    filters: [blackHole(origin)],
    origin,
  };
}
