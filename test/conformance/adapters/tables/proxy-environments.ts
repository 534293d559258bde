import type { Listener, RequestMirrorPolicy } from '../../../../sandbox/envoy/config/index';
import type { Features } from '../../../../sandbox/istio/discovery/features';
import type { ProxySettings } from '../../../../sandbox/istio/discovery/index';
import { createContext } from '../../../../sandbox/istio/translate/context';
import { proxyHeaders } from '../../../../sandbox/istio/translate/network-filters/proxy-headers';
import { mirrorPolicy } from '../../../../sandbox/istio/translate/routes/mirror';
import { tracing } from '../../../../sandbox/istio/translate/telemetry/tracing';
import { translateContext } from '../../../../sandbox/istio/translate/translate';
import type { ProxyNodeInfo } from '../../../../sandbox/istio/translate/proxy/proxy-node';
import { readFeaturesOf } from '../../../../sandbox/istio/push/istiod-environment';
import { SectionMemo } from '../../../../sandbox/istio/discovery/index';
import { withCalls } from './calls';
import { at, constant, items, NotData, number, text, truth, type Go } from './go-literal';
import { configObject, message } from './manifest';
import { service, sidecar, snapshotOf, type GivenMesh } from './mesh';
import { differ, type Table } from './table';
import { specObject } from './test-clusters';

const listeners = 'pilot/pkg/networking/core/listener_test.go';

/** What the environments of istiod and of proxies change. */
export const proxyEnvironmentTables: readonly Table[] = [
  {
    source: listeners,
    func: 'TestHttpProxyListener_Tracing',
    check: (row) => {
      const defaultConfig = { tracing: message(row['in']) } as ProxySettings;
      const sampling = row['envPilotSampling'];
      const features =
        sampling === undefined ? {} : readFeaturesOf({ PILOT_TRACE_SAMPLING: String(number(sampling)) });
      const found = tracing(contextOf({ meshConfig: { defaultConfig } }, {}, features), 'outbound').tracing;
      const wanted = withCalls(row['out'], {
        customTracingTags: () => own,
        append: ([some, others]) => [...items(some), ...items(others)],
      });
      return differ(tagsSorted(found), tagsSorted(message(wanted)));
    },
  },
  {
    source: 'pilot/pkg/networking/util/proxy_headers_test.go',
    func: 'TestGetProxyHeadersFromProxyConfig',
    check: (row) => {
      const settings = (message(row['config']) ?? {}) as ProxySettings;
      const side = constant(row['class']) === 'ListenerClassSidecarOutbound' ? 'outbound' : 'inbound';
      const found = proxyHeaders(settings, side);
      const wanted = row['expected'];
      return differ(
        [
          found.serverName,
          found.serverHeaderTransformation,
          found.forwardedClientCert,
          found.includeRequestAttemptCount,
          found.generateRequestId,
          found.suppressDebugHeaders,
          found.skipMetadataExchange,
          found.xForwardedPort,
          found.xForwardedHost,
        ],
        [
          text(at(wanted, 'ServerName')),
          constant(at(wanted, 'ServerHeaderTransformation')),
          constant(at(wanted, 'ForwardedClientCert')),
          truth(at(wanted, 'IncludeRequestAttemptCount')),
          at(wanted, 'GenerateRequestID') === undefined,
          truth(at(wanted, 'SuppressDebugHeaders')),
          truth(at(wanted, 'SkipIstioMXHeaders')),
          truth(at(wanted, 'XForwardedPort')),
          truth(at(wanted, 'XForwardedHost')),
        ],
      );
    },
  },
  {
    source: 'pilot/pkg/networking/core/route/route_internal_test.go',
    func: 'TestTranslateRequestMirrorPolicy',
    check: (row) => {
      const fraction = message(row['runtimeFraction']) as RequestMirrorPolicy['runtimeFraction'];
      const disableShadowHostSuffix = truth(row['disableShadowHostSuffix']);
      const found = mirrorPolicy(text(row['cluster']), fraction, { disableShadowHostSuffix });
      return differ(found, message(row['want']));
    },
  },
  {
    source: listeners,
    func: 'testPrivilegedPorts',
    check: (row) => {
      const ports = Array.isArray(row['ports']) ? items(row['ports']).map(number) : PORTS;
      const proxy = {
        ...interception(row['mode']),
        ...(truth(row['unprivileged']) ? { unprivileged: true } : {}),
      };
      const wrong = ports.flatMap((port) =>
        meshesWithPort(port).map(
          (mesh) => serves(port, listenersOf(mesh, proxy)) === truth(row['expectListener']),
        ),
      );
      return differ(
        wrong,
        wrong.map(() => true),
      );
    },
  },
  {
    source: listeners,
    func: 'TestVirtualListeners_TrafficRedirectionEnabled',
    check: (row) => {
      const names = listenersOf({}, interception(row['mode'])).map(({ name }) => name);
      return differ(
        ['virtualInbound', 'virtualOutbound'].filter((name) => !names.includes(name)),
        [],
      );
    },
  },
  {
    source: listeners,
    func: 'TestOutboundListenerTCPWithVSExactBalance',
    check: (row) => {
      const tcp = [
        {
          match: [{ destinationSubnets: ['10.10.0.0/24'], port: 8080 }],
          route: [{ destination: { host: 'test.org', port: { number: 80 } }, weight: 100 }],
        },
      ];
      const target = service({
        Hostname: 'test.com',
        DefaultAddress: row['CIDR'],
        Ports: [{ Name: 'default', Port: 8080, Protocol: '$protocol.TCP' }],
        Attributes: { Namespace: 'default' },
      });
      const spec = { hosts: ['test.com'], gateways: ['mesh'], tcp };
      const mesh = { services: [target], configs: specObject('VirtualService', 'test-vs', spec) };
      const [found] = listenersOf(mesh, { outboundExactBalance: true }).filter(
        ({ name }) => !name.startsWith('virtual'),
      );
      const ranges = (found?.filterChains ?? []).flatMap(({ filterChainMatch }) =>
        (filterChainMatch?.prefixRanges ?? []).map(({ addressPrefix }) => addressPrefix),
      );
      return (
        differ(found?.connectionBalanceConfig, { exactBalance: {} }) ?? differ(ranges, row['expectedChains'])
      );
    },
  },
  handshakes('TestListenerTransportSocketConnectTimeoutForSidecar', listeners, (row) => ({
    services: items(row['services']).map((one) =>
      service({
        Hostname: items(at(one, 'args'))[0],
        DefaultAddress: items(at(one, 'args'))[1],
        Ports: [{ Name: 'default', Port: 8080, Protocol: items(at(one, 'args'))[2] }],
        Attributes: { Namespace: 'default' },
      }),
    ),
  })),
  handshakes(
    'TestListenerTransportSocketConnectTimeoutForGateway',
    'pilot/pkg/networking/core/gateway_test.go',
    (row) => ({ configs: items(row['configs']).map(configObject) }),
  ),
];

/** Every chain of what clients dial has the timeout, or none where it is switched off. */
function handshakes(
  func: string,
  source: string,
  meshOf: (row: Readonly<Record<string, Go>>) => GivenMesh,
): Table {
  return {
    source,
    func,
    check: (row) => {
      const configured = row['configuredValue'];
      const variable: Readonly<Record<string, string>> =
        configured === undefined
          ? {}
          : { PILOT_GATEWAY_TRANSPORT_SOCKET_CONNECT_TIMEOUT: `${String(number(configured) / 1000)}s` };
      const type = source === listeners ? 'sidecar' : 'router';
      const chains = listenersOf(meshOf(row), { type, labels: {} }, readFeaturesOf(variable))
        .filter(({ name }) => !name.startsWith('virtual'))
        .flatMap(({ filterChains }) => filterChains);
      const byDefault = at(row['expectedTimeout'], '$call') !== undefined;
      const seconds = byDefault ? 15 : number(row['expectedTimeout']);
      const wanted = truth(row['timeoutDisabled']) ? undefined : `${String(seconds)}s`;
      return (
        differ(chains.length > 0, true) ??
        differ(
          chains.map((chain) => chain.transportSocketConnectTimeout),
          chains.map(() => wanted),
        )
      );
    },
  };
}

function contextOf(
  mesh: GivenMesh,
  proxy: Partial<ProxyNodeInfo>,
  features: Partial<Features> = {},
): ReturnType<typeof createContext> {
  const snapshot = snapshotOf(mesh);
  return createContext(
    { ...snapshot, features: { ...snapshot.features, ...features } },
    sidecar('default', proxy),
  );
}

function listenersOf(
  mesh: GivenMesh,
  proxy: Partial<ProxyNodeInfo>,
  features?: Partial<Features>,
): readonly Listener[] {
  return translateContext(contextOf(mesh, proxy, features), new SectionMemo()).listeners;
}

function interception(mode: Go): Partial<ProxyNodeInfo> {
  const written = at(mode, '$call') === undefined ? constant(mode) : text(items(at(mode, 'args'))[0]);
  if (written === 'InterceptionNone') return { interceptionMode: 'NONE' };
  return { interceptionMode: written === 'InterceptionTproxy' ? 'TPROXY' : 'REDIRECT' };
}

/** Privileged ports and others: what the rows call any. */
const PORTS = [1, 80, 443, 1023, 1024, 8080, 8443, 15443];

/** Meshes in which a port is listened on: for what comes in, for a service, and for what a Sidecar sends out. */
function meshesWithPort(port: number): readonly GivenMesh[] {
  const declared = { number: port, protocol: 'HTTP', name: String(port) };
  const target = service({
    Hostname: 'httpbin.com',
    Ports: [{ Name: 'default', Port: port, Protocol: '$protocol.HTTP' }],
    Attributes: { Namespace: 'default' },
  });
  const rule = (spec: unknown): GivenMesh['configs'] => specObject('Sidecar', 'sidecar', spec);
  const ingress = [{ port: declared, defaultEndpoint: '127.0.0.1:8080' }];
  const egress = [{ hosts: ['default/*'], port: declared }];
  return [
    { configs: rule({ ingress }) ?? [] },
    { services: [target] },
    { services: [target], configs: rule({ egress }) ?? [] },
  ];
}

/** A listener of the port, or a chain for it. */
function serves(port: number, found: readonly Listener[]): boolean {
  return found.some(
    ({ address, filterChains }) =>
      address.socketAddress?.portValue === port ||
      filterChains.some(({ filterChainMatch }) => filterChainMatch?.destinationPort === port),
  );
}

const RBAC = 'envoy.filters.http.rbac';
/** The tags of every span of a proxy that says nothing of itself. */
const own = [
  ...['allow', 'deny'].flatMap((action) =>
    [
      ['name', 'effective_policy_id'],
      ['result', 'engine_result'],
    ].map(([field = '', key = '']) => ({
      tag: `istio.authorization.dry_run.${action}_policy.${field}`,
      metadata: {
        kind: { request: {} },
        metadataKey: { key: RBAC, path: [{ key: `istio_dry_run_${action}_shadow_${key}` }] },
      },
    })),
  ),
  ...Object.entries({
    'istio.canonical_revision': 'latest',
    'istio.canonical_service': 'unknown',
    'istio.cluster_id': 'unknown',
    'istio.mesh_id': 'unknown',
    'istio.namespace': 'default',
  }).map(([tag, value]) => ({ tag, literal: { value } })),
];

function tagsSorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) throw new NotData('there is no tracing');
  const { customTags, ...rest } = value as { readonly customTags?: readonly { readonly tag: string }[] };
  const sorted = [...(customTags ?? [])].sort((one, other) => (one.tag < other.tag ? -1 : 1));
  return { ...rest, customTags: sorted };
}
