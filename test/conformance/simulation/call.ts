/** A connection or request as the corpus describes it. */
export interface Call {
  readonly address: string;
  readonly port: number;
  readonly path: string;
  readonly protocol: 'http' | 'http2' | 'tcp' | '';
  readonly tls: 'plaintext' | 'tls' | 'mtls';
  readonly alpn: string;
  readonly hostHeader: string;
  readonly sni: string;
  readonly inbound: boolean;
  /** Which certificate counts as the workload's own. */
  readonly mtlsSecretConfigName: string;
}

const TLS_ALPN: Readonly<Record<string, string>> = { http: 'http/1.1', http2: 'h2' };
const MTLS_ALPN: Readonly<Record<string, string>> = { http: 'istio-http/1.1', http2: 'istio-h2' };
/** What the HTTP inspector says of plaintext. */
export const PLAINTEXT_ALPN: Readonly<Record<string, string>> = { http: 'http/1.1', http2: 'h2c' };

/** Fills in what a case leaves out. */
export function fillCall(raw: Readonly<Record<string, unknown>>): Call {
  const text = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
  const protocol = text('protocol') as Call['protocol'];
  const tls = (text('tls') || 'plaintext') as Call['tls'];
  const hostHeader = text('hostHeader');
  const alpns = tls === 'tls' ? (TLS_ALPN[protocol] ?? '') : (MTLS_ALPN[protocol] ?? 'istio');
  return {
    address: text('address') || '1.3.3.7',
    port: Number(raw['port'] ?? 0),
    path: text('path') || '/',
    protocol,
    tls,
    alpn: text('alpn') || (tls === 'plaintext' ? '' : alpns),
    hostHeader,
    sni: text('sni') || (tls === 'tls' ? hostHeader : ''),
    inbound: text('callMode') === 'inbound',
    mtlsSecretConfigName: text('mtlsSecretConfigName') || 'default',
  };
}
