import type { HttpConnectionManager } from '../../../envoy/config/index';
import type { ProxySettings } from '../../discovery/index';
import type { ListenerClass } from '../listeners/listener-class';

type ForwardClientCert = NonNullable<HttpConnectionManager['forwardClientCertDetails']>;

/** What a proxy does about headers of its own (pilot/pkg/networking/util/proxy_headers.go). */
export interface ProxyHeaders {
  /** What `server` says; empty = Envoy's own name. */
  readonly serverName: string;
  readonly serverHeaderTransformation: 'OVERWRITE' | 'PASS_THROUGH';
  readonly forwardedClientCert: ForwardClientCert;
  readonly includeRequestAttemptCount: boolean;
  readonly generateRequestId: boolean;
  readonly suppressDebugHeaders: boolean;
  /** Services of other meshes are not told who calls. */
  readonly skipMetadataExchange: boolean;
  readonly xForwardedPort: boolean;
  readonly xForwardedHost: boolean;
}

/** Of a client's own sidecar `server` is Envoy's name, of all others Istio's. */
export function proxyHeaders(
  { proxyHeaders: said }: ProxySettings,
  listenerClass: ListenerClass,
): ProxyHeaders {
  const own = listenerClass === 'outbound' ? '' : 'istio-envoy';
  const certificate = said?.forwardedClientCert ?? 'UNDEFINED';
  const passesServer = said?.server?.disabled === true;
  return {
    serverName: passesServer ? '' : said?.server?.value || own,
    serverHeaderTransformation: passesServer ? 'PASS_THROUGH' : 'OVERWRITE',
    forwardedClientCert: certificate === 'UNDEFINED' ? 'APPEND_FORWARD' : certificate,
    includeRequestAttemptCount: said?.attemptCount?.disabled !== true,
    generateRequestId: said?.requestId?.disabled !== true,
    suppressDebugHeaders: said?.envoyDebugHeaders?.disabled === true,
    skipMetadataExchange: said?.metadataExchangeHeaders?.mode === 'IN_MESH',
    xForwardedPort: said?.xForwardedPort?.enabled === true,
    xForwardedHost: said?.xForwardedHost?.enabled === true,
  };
}

/** Whether a virtual host tells upstreams how often a request was tried. */
export function attemptCount({ includeRequestAttemptCount }: ProxyHeaders): {
  readonly includeRequestAttemptCount?: true;
} {
  return includeRequestAttemptCount ? { includeRequestAttemptCount } : {};
}
