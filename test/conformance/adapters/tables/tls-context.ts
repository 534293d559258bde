import { lowerFirst } from '../../go-literal';
import { at, constant, entries, items, text, type Go } from './go-literal';
import { message } from './manifest';

const alpns: Readonly<Record<string, readonly string[]>> = {
  $util_ALPNHttp: ['h2', 'http/1.1'],
  $util_ALPNDownstreamWithMxc: ['istio-peer-exchange', 'h2', 'http/1.1'],
};

/** A Go `DownstreamTlsContext` in the form of our transport sockets: what says nothing is left out. */
export function tlsContext(value: Go): unknown {
  if (value === undefined || value === null) return undefined;
  const common = at(value, 'CommonTlsContext');
  const type = at(common, 'ValidationContextType');
  const combined = at(type, 'CombinedValidationContext');
  const checks = at(combined, 'DefaultValidationContext') ?? at(type, 'ValidationContext');
  const anchors = text(at(combined, 'ValidationContextSdsSecretConfig', 'Name'));
  const names = message(at(checks, 'MatchSubjectAltNames'));
  const crl = text(at(checks, 'Crl', 'Specifier', 'Filename'));
  const params = Object.fromEntries(
    entries(at(common, 'TlsParams')).map(([name, param]) => [lowerFirst(name), tlsParam(param)]),
  );
  const alpn = at(common, 'AlpnProtocols');
  return {
    requireClientCertificate: constant(at(value, 'RequireClientCertificate')) === 'BoolTrue',
    commonTlsContext: {
      alpnProtocols: typeof alpn === 'string' ? alpns[alpn.replace('.', '_')] : message(alpn),
      tlsCertificateSdsSecretConfigs: items(at(common, 'TlsCertificateSdsSecretConfigs')).map((config) => ({
        name: text(at(config, 'Name')),
      })),
      ...(anchors !== '' && { validationContextSdsSecretConfig: { name: anchors } }),
      ...(names !== undefined && { matchSubjectAltNames: names }),
      ...(at(checks, 'VerifyCertificateSpki') !== undefined && {
        verifyCertificateSpki: message(at(checks, 'VerifyCertificateSpki')),
      }),
      ...(at(checks, 'VerifyCertificateHash') !== undefined && {
        verifyCertificateHash: message(at(checks, 'VerifyCertificateHash')),
      }),
      ...(crl !== '' && { crl }),
      ...(Object.keys(params).length > 0 && { tlsParams: params }),
    },
  };
}

/** `$tls.TlsParameters_TLSv1_2` → `TLSv1_2`. */
function tlsParam(value: Go): unknown {
  return typeof value === 'string' && value.startsWith('$')
    ? value.slice(value.indexOf('_') + 1)
    : message(value);
}
