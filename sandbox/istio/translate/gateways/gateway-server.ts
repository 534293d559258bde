import type { GatewaySpec, Server } from '../../discovery/api/index';
import { isHttp, parseProtocol, type Config, type Protocol } from '../../discovery/index';

/** One `servers[]` entry that takes effect, with hosts as `host` or `namespace/host`. */
export interface GatewayServer {
  readonly config: Config<GatewaySpec>;
  /** `namespace/name` of the Gateway. */
  readonly gateway: string;
  readonly server: Server;
  readonly hosts: readonly string[];
  readonly path: string;
  /** For HTTP and for HTTPS that is terminated here; else empty. */
  readonly routeName: string;
}

/** Reads a server of a Gateway as it stands on a port of the proxy. @param index of the server in its Gateway */
export function toServer(
  config: Config<GatewaySpec>,
  server: Server,
  index: number,
  port: number,
): GatewayServer {
  return {
    config,
    gateway: `${config.namespace}/${config.name}`,
    server,
    hosts: sanitizeHosts(server.hosts ?? [], config.namespace),
    path: `spec.servers[${String(index)}]`,
    routeName: routeNameOf(server, port, config),
  };
}

/** `./host` means the Gateway's namespace, `*\/host` any; `*\/*` swallows the list. */
function sanitizeHosts(hosts: readonly string[], namespace: string): string[] {
  if (hosts.includes('*/*')) return ['*'];
  return hosts.map((host) => {
    if (host.startsWith('./')) return `${namespace}/${host.slice(2)}`;
    return host.startsWith('*/') ? host.slice(2) : host;
  });
}

function routeNameOf(server: Server, port: number, config: Config<GatewaySpec>): string {
  const protocol = protocolOf(server);
  const bind = server.bind ? `.${server.bind}` : '';
  if (isHttp(protocol)) return `http.${String(port)}${bind}`;
  if (protocol !== 'HTTPS' || isPassthrough(server)) return '';
  const { number = 0, name = '' } = server.port ?? {};
  return `https.${String(number)}.${name}.${config.name}.${config.namespace}${bind}`;
}

/** What its port says that it speaks. */
export function protocolOf({ port }: Server): Protocol {
  return parseProtocol(port?.protocol ?? '');
}

/** TLS is forwarded unopened. */
export function isPassthrough(server: Server): boolean {
  if (server.tls === undefined) return false;
  const mode = server.tls.mode ?? 'PASSTHROUGH';
  return mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
}

/** TLS stands in front: everything with a `tls` block except a mere redirect on plain HTTP. */
export function isTlsServer(server: Server): boolean {
  return server.tls !== undefined && !isHttp(protocolOf(server));
}

/** HTTP inside: plain HTTP, or HTTPS that is terminated here. */
export function isHttpServer(server: Server): boolean {
  return isHttp(protocolOf(server)) || isTerminatedHttps(server);
}

export function isTerminatedHttps(server: Server): boolean {
  return protocolOf(server) === 'HTTPS' && server.tls !== undefined && !isPassthrough(server);
}
