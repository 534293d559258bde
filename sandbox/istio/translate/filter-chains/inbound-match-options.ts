import type { MutualTlsMode } from '../../discovery/api/index';
import type { ListenerProtocol } from '../../discovery/index';
import type { Context } from '../context';
import { MTLS_ALPNS, MTLS_HTTP_ALPNS, plaintextHttpAlpns } from './chain';

/** One way a connection may arrive at an inbound port, and what it is taken for. */
export interface MatchOption {
  readonly applicationProtocols?: readonly string[];
  readonly transportProtocol: 'raw_buffer' | 'tls';
  readonly protocol: 'HTTP' | 'TCP';
  /** TLS is terminated here. */
  readonly tls: boolean;
}

/** ALPN values a client's sidecar offers for opaque TCP. */
const MTLS_TCP_ALPNS = ['istio-peer-exchange', 'istio'];

function mtls(protocol: 'HTTP' | 'TCP', applicationProtocols?: readonly string[]): MatchOption {
  return {
    protocol,
    transportProtocol: 'tls',
    tls: true,
    ...(applicationProtocols ? { applicationProtocols } : {}),
  };
}

function plain(protocol: 'HTTP' | 'TCP', applicationProtocols?: readonly string[]): MatchOption {
  return {
    protocol,
    transportProtocol: 'raw_buffer',
    tls: false,
    ...(applicationProtocols ? { applicationProtocols } : {}),
  };
}

/** TLS that is none of the mesh's business: handed to the application as bytes. */
const OPAQUE_TLS: MatchOption = { protocol: 'TCP', transportProtocol: 'tls', tls: false };

const OPTIONS: Readonly<Record<'HTTP' | 'TCP', Record<MutualTlsMode, readonly MatchOption[]>>> = {
  HTTP: {
    STRICT: [mtls('HTTP')],
    PERMISSIVE: [mtls('HTTP', MTLS_ALPNS), plain('HTTP')],
    DISABLE: [plain('HTTP')],
  },
  TCP: {
    STRICT: [mtls('TCP')],
    PERMISSIVE: [mtls('TCP', MTLS_ALPNS), OPAQUE_TLS, plain('TCP')],
    DISABLE: [plain('TCP')],
  },
};

/** What is not said to be HTTP is taken for it where it looks like it. */
function sniffed(mode: MutualTlsMode, plaintextHttp: readonly string[]): readonly MatchOption[] {
  const meshHttp = mtls('HTTP', MTLS_HTTP_ALPNS);
  if (mode === 'STRICT') return [meshHttp, mtls('TCP')];
  const plainHttp = plain('HTTP', plaintextHttp);
  if (mode === 'DISABLE') return [plainHttp, plain('TCP')];
  return [meshHttp, plainHttp, mtls('TCP', MTLS_TCP_ALPNS), plain('TCP'), OPAQUE_TLS];
}

/** The chains of an inbound port, by its mTLS mode and protocol (pilot/pkg/networking/core/filterchain_options.go). */
export function matchOptions(
  context: Context,
  mode: MutualTlsMode,
  protocol: ListenerProtocol,
): readonly MatchOption[] {
  if (protocol === 'AUTO') return sniffed(mode, plaintextHttpAlpns(context));
  return OPTIONS[protocol === 'UDP' ? 'TCP' : protocol][mode];
}

/** The one chain of a port with TLS settings of its own. */
export function customTlsOptions(protocol: ListenerProtocol): readonly MatchOption[] {
  return [mtls(protocol === 'HTTP' ? 'HTTP' : 'TCP')];
}
