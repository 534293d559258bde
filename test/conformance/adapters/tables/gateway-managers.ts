import { startedWith } from '../../../../sandbox/istio/push/started-with';
import { DEFAULT_MESH_CONFIG, type ProxySettings } from '../../../../sandbox/istio/discovery/index';
import type { Server } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import { createContext } from '../../../../sandbox/istio/translate/context';
import {
  gatewayHttpChain,
  gatewayHttpsChain,
} from '../../../../sandbox/istio/translate/filter-chains/gateway-chains';
import { printedNetworkFilter } from '../../../../sandbox/shell/commands/istioctl/proxy-config/printed/filter';
import { isRecord } from '../../../../sandbox/kube/index';
import { at, constant, number, text, texts, truth, withVariables, type Go } from './go-literal';
import { message } from './manifest';
import { sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';
import { tlsContext } from './tls-context';
import { withCalls } from './calls';

/** What speaks HTTP at the servers of gateways, as istioctl shows it. */
export const gatewayManagerTables: readonly Table[] = [
  {
    source: 'pilot/pkg/networking/core/gateway_test.go',
    func: 'TestCreateGatewayHTTPFilterChainOpts',
    check: (given) => {
      const calls = { 'protocol.HTTP.String': () => 'HTTP' };
      const row = withVariables(withCalls(given, calls), { EnvoyServerName: 'istio-envoy' }) as typeof given;
      if (constant(row['transportProtocol']) === 'TransportProtocolQUIC') return 'not simulated: QUIC';
      const server = message(row['server']) as Server;
      const settings = (message(row['proxyConfig']) ?? {}) as ProxySettings;
      const http10 = text(at(row['node'], 'Metadata', 'HTTP10'));
      const started = startedWith({ ISTIO_META_HTTP10: http10 }, DEFAULT_MESH_CONFIG);
      const proxy = sidecar('default', { ...started, type: 'router', settings });
      const context = createContext(snapshotOf({}), proxy);
      const routeName = text(row['routeName']);
      const one = {
        config: toConfig<object>({
          apiVersion: '',
          kind: 'Gateway',
          metadata: { name: 'gateway' },
          spec: {},
        }),
        gateway: 'default/gateway',
        server,
        hosts: server.hosts ?? [],
        path: '',
        routeName,
      };
      const protocol = server.port?.protocol ?? '';
      const group = { port: 443, protocol, bind: '', servers: [one], routeName };
      const chain = server.tls ? gatewayHttpsChain(context, one, group) : gatewayHttpChain(context, group);
      const [filter] = chain.filters;
      const printed = filter && printedNetworkFilter(filter, undefined)['typedConfig'];
      return (
        differ(chain.sniHosts, row['result'] && sniHosts(row['result'])) ??
        differ(chain.transportSocket?.typedConfig, tlsContext(at(row['result'], 'tlsContext'))) ??
        differ(shown(printed), wanted(at(row['result'], 'httpOpts')))
      );
    },
  },
];

function sniHosts(result: Go): readonly string[] | undefined {
  const hosts = texts(at(result, 'sniHosts'));
  return hosts.length === 0 ? undefined : hosts;
}

/** What the rows look at of a connection manager. */
function shown(manager: unknown): object | undefined {
  if (!isRecord(manager)) return undefined;
  const { statPrefix, serverName, useRemoteAddress, forwardClientCertDetails, httpProtocolOptions } = manager;
  return {
    httpProtocolOptions,
    rds: at(manager, 'rds', 'routeConfigName'),
    useRemoteAddress,
    hops: manager['xffNumTrustedHops'] ?? 0,
    forwardClientCertDetails,
    told: manager['setCurrentClientCertDetails'],
    serverName,
    statPrefix: String(statPrefix).startsWith('outbound_') ? '' : statPrefix,
  };
}

function wanted(options: Go): object {
  const manager = at(options, 'connectionManager');
  const told = at(manager, 'SetCurrentClientCertDetails');
  return {
    httpProtocolOptions: truth(at(manager, 'HttpProtocolOptions', 'AcceptHttp_10'))
      ? { acceptHttp10: true }
      : {},
    rds: text(at(options, 'rds')),
    useRemoteAddress: truth(at(options, 'useRemoteAddress')),
    hops: number(at(manager, 'XffNumTrustedHops')),
    forwardClientCertDetails: constant(at(manager, 'ForwardClientCertDetails')),
    told: told && {
      subject: constant(at(told, 'Subject')) === 'BoolTrue',
      cert: truth(at(told, 'Cert')),
      dns: truth(at(told, 'Dns')),
      uri: truth(at(told, 'Uri')),
    },
    serverName: text(at(manager, 'ServerName')),
    statPrefix: text(at(options, 'statPrefix')),
  };
}
