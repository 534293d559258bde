import type { ProxyConfig } from '../../envoy/config/index';
import type { SectionMemo } from '../discovery/index';
import type { Context } from './context';
import { inputsOf } from './dependencies';
import { gatewayListeners } from './listeners/gateway-listeners';
import { outboundListeners } from './listeners/outbound-listeners';
import { boundInboundListeners, virtualInboundListener } from './listeners/virtual-inbound';
import { virtualOutboundListener } from './listeners/virtual-outbound';
import { mergedGatewayOf } from './gateways/merged-gateway';
import { gatewayRouteConfiguration } from './route-configurations/gateway-route-configuration';
import { sidecarRouteConfiguration } from './route-configurations/sidecar-route-configuration';
import { fetchedRouteNames } from './route-configurations/route-names';

/** Where connections come in, and the routes that their listeners fetch. */
type Downstream = Pick<ProxyConfig, 'listeners' | 'routeConfigurations'>;

export function downstreamOf(context: Context, memo: SectionMemo): Downstream {
  return context.proxy.type === 'router' ? gatewayDownstream(context) : sidecarDownstream(context, memo);
}

const listenerInputs = inputsOf('listeners');

function sidecarDownstream(context: Context, memo: SectionMemo): Downstream {
  const listeners = memo.reuse('listeners', listenerInputs(context), () => [
    ...outboundListeners(context),
    ...(context.proxy.interceptionMode === 'NONE'
      ? []
      : [virtualOutboundListener(context), virtualInboundListener(context)]),
    ...boundInboundListeners(context),
  ]);
  const names = fetchedRouteNames(listeners);
  return {
    listeners,
    routeConfigurations: names.map((name) => sidecarRouteConfiguration(context, name, memo)),
  };
}

function gatewayDownstream(context: Context): Downstream {
  const merged = mergedGatewayOf(context);
  const listeners = gatewayListeners(context, merged);
  const names = fetchedRouteNames(listeners);
  return {
    listeners,
    routeConfigurations: names.map((name) =>
      gatewayRouteConfiguration(context, name, merged.serversByRouteName.get(name) ?? []),
    ),
  };
}
