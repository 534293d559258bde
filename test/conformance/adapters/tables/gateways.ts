import type { ServerTlsSettings } from '../../../../sandbox/istio/discovery/api/index';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { gatewayListeners } from '../../../../sandbox/istio/translate/listeners/gateway-listeners';
import { isPassthrough } from '../../../../sandbox/istio/translate/gateways/gateway-server';
import { mergeGateways } from '../../../../sandbox/istio/translate/gateways/merged-gateway';
import { gatewayRouteConfiguration } from '../../../../sandbox/istio/translate/route-configurations/gateway-route-configuration';
import { serverTls } from '../../../../sandbox/istio/translate/tls/tls-context';
import type { MeshConfig } from '../../../../sandbox/istio/index';
import { STATEFUL_SESSION } from '../../../../sandbox/istio/translate/routes/stateful-session';
import type { VirtualHost } from '../../../../sandbox/envoy/config/index';
import type { Server } from '../../../../sandbox/istio/discovery/api/index';
import type { KubeObject } from '../../../../sandbox/kube/index';
import {
  at,
  constant,
  entries,
  isStruct,
  items,
  NotData,
  number,
  text,
  texts,
  truth,
  type Go,
  type GoStruct,
} from './go-literal';
import { configObject, message } from './manifest';
import { service, sidecar, snapshotOf } from './mesh';
import { tlsContext } from './tls-context';
import { differ, type Table } from './table';

const source = 'pilot/pkg/networking/core/gateway_test.go';

/** What ingress gateways listen on and where they send. */
export const gatewayTables: readonly Table[] = [
  {
    source,
    func: 'TestBuildGatewayListenerTlsContext',
    check: (row) => {
      const server = message(row['server']) as Server;
      if (constant(row['transportProtocol']) === 'TransportProtocolQUIC') throw new NotData('QUIC');
      const tcp = !['HTTPS', 'HTTP'].includes(constant(at(row['server'], 'Port', 'Protocol')));
      const mesh = message(row['mesh']) as MeshConfig | undefined;
      const socket = isPassthrough(server)
        ? undefined
        : serverTls(server.tls as ServerTlsSettings, tcp, mesh).typedConfig;
      return differ(socket && withoutEmpty(socket), tlsContext(row['result']));
    },
  },
  {
    source,
    func: 'TestGatewayHTTPRouteConfig',
    check: (row) => {
      const configs = [...items(row['gateways']), ...items(row['virtualServices'])].map(configObject);
      const features = { persistentSessions: true };
      const context = createContext(snapshotOf({ services: [example], configs, features }), proxy);
      const name = text(row['routeName']);
      const servers = mergeGateways(context).serversByRouteName.get(name) ?? [];
      const { virtualHosts } = gatewayRouteConfiguration(context, name, servers);
      const wanted = entries(row['expectedVirtualHosts']).map(([host, domains]) => [host, texts(domains)]);
      const counts = entries(row['expectedHTTPRoutes']).map(([host, count]) => [host, number(count)]);
      const redirect = virtualHosts.filter((host) => (host.requireTls === 'ALL') !== truth(row['redirect']));
      return (
        differ(sorted(virtualHosts.map((host) => [host.name, host.domains])), sorted(wanted)) ??
        differ(sorted(virtualHosts.map((host) => [host.name, host.routes.length])), sorted(counts)) ??
        (truth(row['expectStatefulSession'])
          ? differ(
              virtualHosts.filter(withoutSession).map((host) => host.name),
              [],
            )
          : undefined) ??
        (redirect.length > 0 ? `redirect of ${redirect[0]?.name ?? ''}` : undefined)
      );
    },
  },
  {
    source,
    func: 'TestBuildGatewayListeners',
    check: (row) => {
      const found = listenersOf(row, [...items(row['gateways']), ...items(row['virtualServices'])]);
      return differ(found.map(({ name }) => name).sort(), [...texts(row['expectedListeners'])].sort());
    },
  },
];

const proxy = sidecar('default', { type: 'router', labels: { istio: 'ingressgateway' } });

const example = service({
  Hostname: 'example.org',
  Ports: [{ Name: 'http', Protocol: 'HTTP', Port: 80 }],
  Attributes: { Namespace: 'default', Labels: { 'istio.io/persistent-session': 'session-cookie' } },
});

function withoutSession({ typedPerFilterConfig }: VirtualHost): boolean {
  return typedPerFilterConfig?.[STATEFUL_SESSION] === undefined;
}

function listenersOf(row: GoStruct, configs: readonly Go[]): ReturnType<typeof gatewayListeners> {
  const unprivileged = text(at(row['node'], 'Metadata', 'UnprivilegedPod')) === 'true';
  const context = createContext(snapshotOf({ configs: configs.map(drawnNames) }), {
    ...proxy,
    ...(unprivileged && { unprivileged }),
  });
  const targets = items(at(row['node'], 'ServiceTargets')).map((target) => ({
    service: service(at(target, 'Service')),
    port: {
      name: '',
      port: number(at(target, 'Port', 'ServicePort', 'Port')),
      protocol: 'HTTP' as const,
      path: '',
    },
    targetPort: number(at(target, 'Port', 'TargetPort')),
  }));
  const given = { ...context, targets };
  return gatewayListeners(given, mergeGateways(given));
}

let unique = 0;

/** Objects whose names are drawn by chance get one each. */
export function drawnNames(value: Go): KubeObject {
  const meta = at(value, 'Meta');
  const drawn = isStruct(at(meta, 'Name')) ? { Name: `drawn-${String(unique++)}` } : {};
  const place = isStruct(at(meta, 'Namespace')) ? { Namespace: 'drawn' } : {};
  return configObject({ ...(value as GoStruct), Meta: { ...(meta as GoStruct), ...drawn, ...place } });
}

function withoutEmpty(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

function sorted(list: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] {
  return [...list].sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}
