import type { Cluster, TransportSocket } from '../../../../sandbox/envoy/config/index';
import type { ClientTlsSettings, MutualTlsMode } from '../../../../sandbox/istio/discovery/api/index';
import type { MeshConfig } from '../../../../sandbox/istio/index';
import { createContext, type Context } from '../../../../sandbox/istio/translate/context';
import {
  upstreamTls,
  upstreamTlsSettings,
  type UpstreamTlsInput,
} from '../../../../sandbox/istio/translate/clusters/upstream-tls';
import { at, constant, items, NotData, text, texts, truth, type Go, type GoStruct } from './go-literal';
import { message } from './manifest';
import { sidecar, snapshotOf } from './mesh';
import { differ, type Table } from './table';
import { spelled } from './spelled-texts';
import { tlsContext } from './tls-context';

const source = 'pilot/pkg/networking/core/cluster_tls_test.go';

/** How clusters present themselves to their servers. */
export const upstreamTlsTables: readonly Table[] = [
  {
    source,
    func: 'TestBuildUpstreamClusterTLSContext',
    check: (given) => {
      const row = spelled(given) as GoStruct;
      const { opts } = row;
      const context = contextOf(
        truth(row['router']) ? 'router' : 'sidecar',
        message(at(opts, 'mesh')) as Partial<MeshConfig> | undefined,
      );
      const isH2 = truth(row['h2']) || at(at(opts, 'mutable'), '$call') === 'newH2TestCluster';
      const found = upstreamTls(context, {
        ...input(row['tls']),
        clusterSni: 'test-cluster',
        http2: isH2,
        subjectAltNames: texts(at(opts, 'serviceAccounts')),
        external: constant(at(opts, 'serviceRegistry')) === 'External',
        selectedRule: truth(at(opts, 'isDrWithSelector')),
      });
      return differ(socketShown(found.transportSocket), upstreamContext(at(row['result'], 'tlsContext')));
    },
  },
  {
    source,
    func: 'TestBuildAutoMtlsSettings',
    check: (row) => {
      const metadata = at(row['proxy'], 'Metadata');
      const chain = text(at(metadata, 'TLSClientCertChain'));
      const clientCertificates = {
        clientCertificate: chain,
        privateKey: text(at(metadata, 'TLSClientKey')),
        caCertificates: text(at(metadata, 'TLSClientRootCert')),
      };
      const proxy = sidecar('default', chain === '' ? {} : { clientCertificates });
      const snapshot = snapshotOf({ meshConfig: { enableAutoMtls: truth(row['autoMTLSEnabled']) } });
      const tls = message(row['tls']) as ClientTlsSettings | undefined;
      const found = upstreamTlsSettings(
        { snapshot, proxy },
        {
          ...(tls ? { tls } : {}),
          subjectAltNames: texts(row['sans']),
          clusterSni: text(row['sni']),
          meshExternal: truth(row['meshExternal']),
          serviceMode: mode(row['serviceMTLSMode']),
        },
      );
      const kind = found.automatic ? 'autoDetected' : 'userSupplied';
      return (
        differ(found.settings && sorted(found.settings), sortedOrNothing(message(row['want']))) ??
        differ(kind, text(at(row['wantCtxType'], '$ident')))
      );
    },
  },
  {
    source,
    func: 'TestApplyUpstreamTLSSettings',
    check: (row) => {
      const found = applied(row);
      const socket = found.transportSocketMatches?.[0]?.transportSocket ?? found.transportSocket;
      return (
        differ(found.transportSocket !== undefined, truth(row['expectTransportSocket'])) ??
        differ(found.transportSocketMatches !== undefined, truth(row['expectTransportSocketMatch'])) ??
        differ(socket?.typedConfig?.sni, message(at(row['tls'], 'Sni')))
      );
    },
  },
  {
    source: 'pilot/pkg/networking/core/cluster_traffic_policy_test.go',
    func: 'TestApplyUpstreamProxyProtocol',
    check: (row) => {
      const found = applied(row);
      const asked = message(row['proxyProtocolSettings']) as UpstreamTlsInput['proxyProtocol'];
      const sockets = [
        ...(found.transportSocket ? [found.transportSocket] : []),
        ...(found.transportSocketMatches ?? []).map(({ transportSocket }) => transportSocket),
      ];
      return (
        differ(found.transportSocket !== undefined, truth(row['expectTransportSocket'])) ??
        differ(found.transportSocketMatches !== undefined, truth(row['expectTransportSocketMatch'])) ??
        differ(
          sockets.map(({ proxyProtocol }) => proxyProtocol),
          sockets.map(() => asked?.version),
        )
      );
    },
  },
];

function contextOf(type: 'router' | 'sidecar', meshConfig: Partial<MeshConfig> = {}): Context {
  return createContext(snapshotOf({ meshConfig }), sidecar('default', { type }));
}

function input(tls: Go): UpstreamTlsInput {
  const settings = message(tls) as ClientTlsSettings | undefined;
  return {
    ...(settings ? { tls: settings } : {}),
    type: 'EDS',
    clusterSni: 'test-cluster',
    subjectAltNames: [],
    http2: false,
    external: false,
    meshExternal: false,
    serviceMode: 'DISABLE',
    selectedRule: false,
  };
}

/** Settings that the user gave, or that were found: the latter come from the service. */
function applied(row: GoStruct): Pick<Cluster, 'transportSocket' | 'transportSocketMatches'> {
  const context = contextOf('sidecar');
  const type = constant(row['discoveryType']) as Cluster['type'];
  const http2 = truth(row['h2']);
  const proxyProtocol = message(row['proxyProtocolSettings']) as UpstreamTlsInput['proxyProtocol'];
  const rest = { type, http2, ...(proxyProtocol ? { proxyProtocol } : {}) };
  if (at(row['mtlsCtx'], '$ident') !== 'autoDetected')
    return upstreamTls(context, { ...input(row['tls']), ...rest });
  const found = message(row['tls']) as ClientTlsSettings;
  return upstreamTls(context, {
    ...input(undefined),
    ...rest,
    clusterSni: found.sni ?? '',
    subjectAltNames: found.subjectAltNames ?? [],
    serviceMode: 'PERMISSIVE',
  });
}

/** A mode that nobody knows is none to speak mTLS to. */
function mode(value: Go): MutualTlsMode {
  const modes: Readonly<Record<string, MutualTlsMode>> = {
    MTLSStrict: 'STRICT',
    MTLSPermissive: 'PERMISSIVE',
    MTLSDisable: 'DISABLE',
    MTLSUnknown: 'DISABLE',
  };
  const known = modes[constant(value)];
  if (known === undefined) throw new NotData(`mode ${constant(value)}`);
  return known;
}

/** Our socket as the tables write one: what is the default of Envoy's clients is written out there. */
export function socketShown(socket: TransportSocket | undefined): unknown {
  const { typedConfig } = socket ?? {};
  if (typedConfig === undefined) return undefined;
  const { commonTlsContext = {}, sni } = typedConfig;
  const { alpnProtocols = [], tlsCertificateSdsSecretConfigs = [], tlsParams, ...checks } = commonTlsContext;
  return {
    sni: sni ?? '',
    alpn: alpnProtocols,
    certificates: tlsCertificateSdsSecretConfigs.map(({ name }) => name),
    checks: sorted(checks),
    params: sorted(tlsParams ?? {}),
  };
}

const ALPNS: Readonly<Record<string, readonly string[]>> = {
  ALPNInMeshWithMxc: ['istio-peer-exchange', 'istio'],
  ALPNInMeshH2WithMxc: ['istio-peer-exchange', 'istio', 'h2'],
  ALPNH2Only: ['h2'],
};

/** A Go `UpstreamTlsContext`. */
export function upstreamContext(value: Go): unknown {
  const shown = tlsContext(value) as { readonly commonTlsContext: Record<string, unknown> } | undefined;
  if (shown === undefined) return undefined;
  const { alpnProtocols, tlsCertificateSdsSecretConfigs, tlsParams, ...checks } = shown.commonTlsContext;
  const written = at(value, 'CommonTlsContext', 'AlpnProtocols');
  const alpn = typeof written === 'string' ? ALPNS[constant(written)] : alpnProtocols;
  const params = { ...(tlsParams as GoStruct | undefined) };
  delete params['tlsMinimumProtocolVersion'];
  delete params['tlsMaximumProtocolVersion'];
  return {
    sni: text(at(value, 'Sni')),
    alpn: alpn ?? [],
    certificates: items(tlsCertificateSdsSecretConfigs).map((one) => at(one, 'name')),
    checks: sorted(checks),
    params: sorted(params),
  };
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sortedOrNothing(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? sorted(value) : undefined;
}
