import { memoByObject } from '../../../lib/memo';
import { isHttp, parseProtocol } from '../../discovery/index';
import type { Context } from '../context';
import { portsForServer } from './gateway-ports';
import { gatewaysOf } from './gateway-selection';
import { isHttpServer, isTlsServer, protocolOf, toServer, type GatewayServer } from './gateway-server';

/** The servers that share a port, a protocol and a bind address. */
export interface ServerGroup {
  readonly port: number;
  readonly protocol: string;
  readonly bind: string;
  readonly servers: GatewayServer[];
  /** HTTP servers share one route configuration. */
  readonly routeName: string;
}

/** All Gateways of a proxy merged, server by server in order of age. */
export interface MergedGateway {
  readonly groups: readonly ServerGroup[];
  readonly serversByRouteName: ReadonlyMap<string, readonly GatewayServer[]>;
}

/** Merges the Gateways that select a proxy, once for everything that is computed from them. */
export const mergedGatewayOf = memoByObject(mergeGateways);

/** Whether a server passes TLS connections on by their SNI, to clusters of such names. */
export function passesOnBySni({ groups }: MergedGateway): boolean {
  return groups.some(({ servers }) => servers.some(({ server }) => server.tls?.mode === 'AUTO_PASSTHROUGH'));
}

/** Merges the Gateways that select a proxy; conflicting servers are skipped (pilot/pkg/model/gateway.go mergeGateways). */
export function mergeGateways(context: Context): MergedGateway {
  const merge = new GatewayMerge();
  for (const { config, targets, legacy } of gatewaysOf(context)) {
    (config.spec.servers ?? []).forEach((server, index) => {
      if (server.port === undefined) return;
      const number = server.port.number;
      for (const port of portsForServer(number, targets, legacy)) {
        merge.add(toServer(config, server, index, port), port);
      }
    });
  }
  return merge;
}

class GatewayMerge implements MergedGateway {
  readonly groups: ServerGroup[] = [];
  readonly serversByRouteName = new Map<string, GatewayServer[]>();
  readonly #groupByKey = new Map<string, ServerGroup>();
  readonly #usedPorts = new Set<number>();
  readonly #plaintext = new Map<number, ServerGroup>();
  /** Host → bind of the TLS servers on a port. */
  readonly #tlsHosts = new Map<number, Map<string, string>>();
  readonly #tlsBinds = new Map<number, Set<string>>();

  add(server: GatewayServer, port: number): void {
    if (server.server.tls !== undefined && !this.#claimTlsHosts(server, port)) return;
    if (!this.#usedPorts.has(port)) {
      this.#usedPorts.add(port);
      this.#open(server, port);
      return;
    }
    const current = this.#plaintext.get(port);
    if (current) this.#addBesidePlaintext(server, port, current);
    else if (!isTlsServer(server.server)) this.#open(server, port);
    else this.#addTls(server, port);
  }

  /** Two TLS servers may not share any host on one port and bind address; the later is skipped as a whole. */
  #claimTlsHosts(server: GatewayServer, port: number): boolean {
    const known = this.#tlsHosts.get(port) ?? new Map<string, string>();
    this.#tlsHosts.set(port, known);
    const bind = server.server.bind ?? '';
    if (server.hosts.some((host) => known.get(host) === bind)) return false;
    for (const host of server.hosts) known.set(host, bind);
    return true;
  }

  #open(server: GatewayServer, port: number): void {
    const group = this.#group(server, port);
    if (!isTlsServer(server.server)) this.#plaintext.set(port, group);
    if (isHttpServer(server.server)) this.serversByRouteName.set(server.routeName, [server]);
  }

  /** HTTP joins HTTP; another protocol class on the same bind address is skipped. */
  #addBesidePlaintext(server: GatewayServer, port: number, current: ServerGroup): void {
    const bind = server.server.bind ?? '';
    const sameBind = current.bind === bind;
    if (sameBind && (!mergeable(server, current) || server.routeName === '')) return;
    if (sameBind) {
      current.servers.push(server);
      this.#append(server);
      return;
    }
    if (this.#groupByKey.has(groupKey(server, port))) {
      this.#group(server, port);
      this.#append(server);
    } else {
      this.#open(server, port);
    }
  }

  #addTls(server: GatewayServer, port: number): void {
    if (isHttpServer(server.server)) {
      if (server.routeName === '' || this.serversByRouteName.has(server.routeName)) return;
      this.serversByRouteName.set(server.routeName, [server]);
    }
    const binds = this.#tlsBinds.get(port) ?? new Set<string>();
    this.#tlsBinds.set(port, binds);
    binds.add(server.server.bind ?? '');
    this.#group(server, port);
  }

  #append(server: GatewayServer): void {
    const servers = this.serversByRouteName.get(server.routeName) ?? [];
    servers.push(server);
    this.serversByRouteName.set(server.routeName, servers);
  }

  #group(server: GatewayServer, port: number): ServerGroup {
    const key = groupKey(server, port);
    const known = this.#groupByKey.get(key);
    if (known) {
      known.servers.push(server);
      return known;
    }
    const group: ServerGroup = {
      port,
      protocol: server.server.port?.protocol ?? '',
      bind: server.server.bind ?? '',
      servers: [server],
      routeName: server.routeName,
    };
    this.#groupByKey.set(key, group);
    this.groups.push(group);
    return group;
  }
}

function groupKey(server: GatewayServer, port: number): string {
  return `${String(port)}|${server.server.port?.protocol ?? ''}|${server.server.bind ?? ''}`;
}

function mergeable(server: GatewayServer, current: ServerGroup): boolean {
  const own = protocolOf(server.server);
  const other = parseProtocol(current.protocol);
  return (isHttp(own) || own === other) && isHttp(other);
}
