import type { Cluster, TransportSocket, TransportSocketMatch } from '../../../envoy/config/index';
import type { ClientTlsSettings, MutualTlsMode, ServiceBlocks } from '../../discovery/api/index';
import type { Context } from '../context';
import { secretSocket } from '../tls/secret-server';
import { hasPrivateCredential, upstreamSocket } from './upstream-socket';

type TlsFields = Pick<Cluster, 'transportSocket' | 'transportSocketMatches' | 'upstreamHttpProtocolOptions'>;

export interface UpstreamTlsInput {
  readonly tls?: ClientTlsSettings;
  readonly type: Cluster['type'];
  readonly clusterSni: string;
  /** Identities of the service's workloads, and what a ServiceEntry lists. */
  readonly subjectAltNames: readonly string[];
  readonly http2: boolean;
  /** Declared by a ServiceEntry, not by Kubernetes. */
  readonly external: boolean;
  readonly meshExternal: boolean;
  /** What clients assume about the service's namespace; DISABLE switches automatic mTLS off. */
  readonly serviceMode: MutualTlsMode;
  /** The DestinationRule was chosen by the client's labels: its credentials are meant for this client. */
  readonly selectedRule: boolean;
  readonly proxyProtocol?: ServiceBlocks['proxyProtocol'];
  /** Hosts are looked up as requests name them: TLS takes its names from there too. */
  readonly dynamic?: boolean;
}

/**
 * The client's side of TLS (pilot/pkg/networking/core/cluster_tls.go): what the DestinationRule says, else mTLS to the
 * endpoints that can do it, told apart by their metadata.
 */
export function upstreamTls(context: Context, input: UpstreamTlsInput): TlsFields {
  const { settings, automatic } = upstreamTlsSettings(context, input);
  return withProxyProtocol(fields(context, settings, automatic, input), input.proxyProtocol);
}

/** Settings in force, and whether nobody asked for them. */
export interface UpstreamTlsSettings {
  readonly settings?: ClientTlsSettings;
  readonly automatic: boolean;
}

/** Completes what the DestinationRule says; without a word of it mTLS is chosen where the server may know it. */
export function upstreamTlsSettings(
  { snapshot: { mesh }, proxy }: Pick<Context, 'snapshot' | 'proxy'>,
  input: Pick<UpstreamTlsInput, 'tls' | 'clusterSni' | 'subjectAltNames' | 'meshExternal' | 'serviceMode'>,
): UpstreamTlsSettings {
  const { tls, clusterSni, subjectAltNames } = input;
  const own = proxy.clientCertificates;
  if (tls !== undefined) {
    if (tls.mode !== 'MUTUAL' && tls.mode !== 'ISTIO_MUTUAL') return { settings: tls, automatic: false };
    // Services outside the mesh know another root: the rule's own files count there.
    if (own && !input.meshExternal) return { settings: { ...tls, ...own, mode: 'MUTUAL' }, automatic: false };
    if (tls.mode === 'MUTUAL') return { settings: tls, automatic: false };
    const names = tls.subjectAltNames ?? subjectAltNames;
    return {
      settings: { ...tls, sni: tls.sni || clusterSni, subjectAltNames: names },
      automatic: false,
    };
  }
  if (!mesh.enableAutoMtls || input.meshExternal || input.serviceMode === 'DISABLE')
    return { automatic: false };
  const settings = { subjectAltNames, sni: clusterSni };
  return own
    ? { settings: { ...settings, ...own, mode: 'MUTUAL' }, automatic: true }
    : { settings: { ...settings, mode: 'ISTIO_MUTUAL' }, automatic: true };
}

function fields(
  context: Context,
  settings: ClientTlsSettings | undefined,
  automatic: boolean,
  input: UpstreamTlsInput,
): TlsFields {
  if (settings === undefined) return {};
  const { mesh } = context.snapshot;
  const isSidecar = context.proxy.type === 'sidecar';
  // A rule for everybody would have every sidecar wait for a secret that it may not read.
  if (isSidecar && !input.selectedRule && hasPrivateCredential(settings)) return {};
  const socket = upstreamSocket(settings, {
    http2: input.http2,
    defaultNames: input.external ? input.subjectAltNames : [],
    ...(mesh.tlsDefaults ? { tlsDefaults: mesh.tlsDefaults } : {}),
    secretServer: secretSocket(context.proxy),
  });
  if (socket === undefined) return {};
  const names = autoNames(settings, input.dynamic === true);
  if (settings.mode === 'ISTIO_MUTUAL') {
    if (input.dynamic) return { transportSocket: socket, ...names };
    return automatic && input.type !== 'ORIGINAL_DST'
      ? { transportSocketMatches: matches(socket) }
      : { transportSocket: socket };
  }
  return { transportSocket: socket, ...names };
}

/** What the rule does not name is taken from each request. */
function autoNames(tls: ClientTlsSettings, dynamic: boolean): Pick<Cluster, 'upstreamHttpProtocolOptions'> {
  const autoSni = !tls.sni;
  const autoSanValidation = (dynamic || (autoSni && !tls.subjectAltNames?.length)) && !tls.insecureSkipVerify;
  if (!autoSni && !autoSanValidation) return {};
  return {
    upstreamHttpProtocolOptions: {
      ...(autoSni ? { autoSni } : {}),
      ...(autoSanValidation ? { autoSanValidation } : {}),
    },
  };
}

const RAW_BUFFER: TransportSocket = { name: 'envoy.transport_sockets.raw_buffer' };

function matches(socket: TransportSocket): TransportSocketMatch[] {
  return [
    { name: 'tlsMode-istio', match: { tlsMode: 'istio' }, transportSocket: socket },
    { name: 'tlsMode-disabled', match: {}, transportSocket: RAW_BUFFER },
  ];
}

/** A header in front of every connection that says who the client is. */
function withProxyProtocol(tls: TlsFields, asked: ServiceBlocks['proxyProtocol']): TlsFields {
  if (asked === undefined) return tls;
  const proxyProtocol = asked.version ?? 'V1';
  const { transportSocket, transportSocketMatches, ...others } = tls;
  if (transportSocketMatches) {
    return {
      ...others,
      transportSocketMatches: transportSocketMatches.map((match) => ({
        ...match,
        transportSocket: { ...match.transportSocket, proxyProtocol },
      })),
    };
  }
  return { ...others, transportSocket: { ...(transportSocket ?? RAW_BUFFER), proxyProtocol } };
}
