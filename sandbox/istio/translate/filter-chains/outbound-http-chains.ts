import { originOf, type Service, type ServicePortModel } from '../../discovery/index';
import type { Context } from '../context';
import { httpConnectionManager } from '../network-filters/http-connection-manager';
import type { Chain } from './chain';

/** The chain that speaks HTTP on an outbound listener; its routes are fetched by `routeName`. */
export function outboundHttpChain(
  context: Context,
  service: Service,
  port: ServicePortModel,
  listener: { readonly name: string; readonly routeName: string },
): Chain {
  return {
    filters: [
      httpConnectionManager(context, {
        listenerClass: 'outbound',
        protocol: port.protocol,
        statPrefix: `outbound_${listener.name}`,
        rds: listener.routeName,
      }),
    ],
    origin: originOf(service.config, port.path),
  };
}
