import type { Metadata } from '../../envoy/config/index';
import type { Origin } from '../../lib/origin';
import type { IstioIngressListener, ServerTlsSettings } from '../discovery/api/index';
import { afterTlsTermination, originOf, parseProtocol, type Protocol } from '../discovery/index';
import { inboundCluster } from './cluster-name';
import type { Context } from './context';
import { withConfig } from './metadata';
import { globalUnicastIp } from './proxy/proxy-ips';
import type { StatSubject } from './stat-name';

/** A port of the workload (or, with port 0, all others) and what serves it. */
export interface InboundPort {
  /** Container port; 0 = every port without an entry of its own. */
  readonly targetPort: number;
  readonly servicePort: number;
  readonly protocol: Protocol;
  readonly cluster: string;
  /** Names the chain: the wildcard address, or where a Sidecar ingress listener binds. */
  readonly bind: string;
  /** Ports no service declares: fixed names. */
  readonly passthrough: boolean;
  /** For spans and statistics: the service's host, its name when it is of Kubernetes, its port's name. */
  readonly hostname: string;
  readonly kubernetes?: { readonly name: string; readonly namespace: string };
  readonly portName?: string;
  /** TLS settings of a Sidecar's ingress listener, in place of mTLS. */
  readonly customTls?: ServerTlsSettings;
  /** A real socket of its own: nothing is redirected to it. */
  readonly bindToPort?: true;
  /** The Sidecar that has a listener of its own for the port. */
  readonly metadata?: Metadata;
  readonly origin: Origin;
}

/** The ports of the workload's services (the oldest service wins a port), or of its Sidecar's ingress listeners. */
export function inboundPorts(context: Context): InboundPort[] {
  const ingress = context.scope.sidecar?.spec.ingress ?? [];
  const byPort = new Map<number, InboundPort>();
  const found = ingress.length > 0 ? ingressPorts(context, ingress) : servicePorts(context);
  for (const port of found) if (!byPort.has(port.targetPort)) byPort.set(port.targetPort, port);
  return [...byPort.values()].sort((a, b) => a.targetPort - b.targetPort);
}

/** Where nothing is redirected the ports are the application's own, and only a Sidecar can name others. */
function servicePorts(context: Context): InboundPort[] {
  if (context.proxy.interceptionMode === 'NONE') return [];
  return context.targets.map(({ service, port, targetPort }) => ({
    targetPort,
    servicePort: port.port,
    protocol: port.protocol,
    cluster: inboundCluster(targetPort),
    bind: context.ips.wildcards[0],
    passthrough: false,
    hostname: service.hostname,
    ...(service.registry === 'Kubernetes'
      ? { kubernetes: { name: service.name, namespace: service.namespace } }
      : {}),
    portName: port.name,
    origin: originOf(service.config, port.path),
  }));
}

function ingressPorts(context: Context, ingress: readonly IstioIngressListener[]): InboundPort[] {
  const { sidecar } = context.scope;
  if (sidecar === undefined) return [];
  const { namespace } = context.proxy;
  // The mesh's Sidecar counts as one of each namespace.
  const metadata = withConfig(undefined, { kind: 'Sidecar', namespace, name: sidecar.name });
  return ingress.map((listener, index) => {
    const protocol = parseProtocol(listener.port.protocol);
    const tls = context.snapshot.features.tlsOnSidecarIngress ? listener.tls : undefined;
    return {
      targetPort: listener.port.number,
      servicePort: listener.port.number,
      protocol: tls ? afterTlsTermination(protocol) : protocol,
      cluster: inboundCluster(listener.port.number),
      bind: listener.bind || (globalUnicastIp(context.ips.own) ?? context.ips.wildcards[0]),
      passthrough: false,
      hostname: `${sidecar.name}.${namespace}`,
      ...(listener.port.name ? { portName: listener.port.name } : {}),
      ...(tls ? { customTls: tls } : {}),
      ...(isBound(context, listener) ? { bindToPort: true } : {}),
      metadata,
      origin: originOf(sidecar, `spec.ingress[${String(index)}]`),
    };
  });
}

function isBound({ proxy }: Context, { captureMode = 'DEFAULT' }: IstioIngressListener): boolean {
  return captureMode === 'DEFAULT' ? proxy.interceptionMode === 'NONE' : captureMode === 'NONE';
}

/** What the statistics of a port are named after. */
export function inboundStatSubject(port: InboundPort): StatSubject {
  return {
    host: port.hostname,
    ...(port.kubernetes ? { kubernetes: port.kubernetes } : {}),
    port: port.servicePort,
    portName: port.portName ?? '',
  };
}
