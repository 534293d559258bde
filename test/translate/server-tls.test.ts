import { expect, it } from 'vitest';
import { inboundMutualTls, serverTls } from '../../sandbox/istio/translate/tls/tls-context';
import { DEFAULT_MESH_CONFIG } from '../../sandbox/istio/discovery/mesh-config';

const mesh = {
  ...DEFAULT_MESH_CONFIG,
  tlsDefaults: { minProtocolVersion: 'TLSV1_2', cipherSuites: ['A', 'B'], ecdhCurves: ['P-256'] },
};

it.each<[string, Parameters<typeof serverTls>[0], object]>([
  [
    'the mesh decides what a server leaves open',
    { mode: 'SIMPLE', credentialName: 'web' },
    {
      tlsCertificateSdsSecretConfigs: [{ name: 'kubernetes://web' }],
      tlsParams: { tlsMinimumProtocolVersion: 'TLSv1_2', cipherSuites: ['A', 'B'], ecdhCurves: ['P-256'] },
    },
  ],
  [
    'the server decides over the mesh, each cipher once',
    { mode: 'SIMPLE', credentialName: 'web', minProtocolVersion: 'TLSV1_3', cipherSuites: ['C', 'C'] },
    {
      tlsCertificateSdsSecretConfigs: [{ name: 'kubernetes://web' }],
      tlsParams: { tlsMinimumProtocolVersion: 'TLSv1_3', cipherSuites: ['C'], ecdhCurves: ['P-256'] },
    },
  ],
  [
    "the mesh's own TLS has settings of its own",
    { mode: 'ISTIO_MUTUAL', cipherSuites: ['C'] },
    {
      tlsCertificateSdsSecretConfigs: [{ name: 'default' }],
      validationContextSdsSecretConfig: { name: 'ROOTCA' },
    },
  ],
  [
    'clients are pinned by key and checked against revocations',
    {
      mode: 'MUTUAL',
      credentialName: 'web',
      verifyCertificateSpki: ['k'],
      caCrl: '/crl.pem',
      cipherSuites: ['C'],
    },
    {
      tlsCertificateSdsSecretConfigs: [{ name: 'kubernetes://web' }],
      validationContextSdsSecretConfig: { name: 'kubernetes://web-cacert' },
      verifyCertificateSpki: ['k'],
      crl: '/crl.pem',
      tlsParams: { tlsMinimumProtocolVersion: 'TLSv1_2', cipherSuites: ['C'], ecdhCurves: ['P-256'] },
    },
  ],
  [
    'several certificates from files',
    {
      mode: 'SIMPLE',
      tlsCertificates: [
        { serverCertificate: 'a', privateKey: 'b' },
        { serverCertificate: 'c', privateKey: 'd' },
      ],
      minProtocolVersion: 'TLS_AUTO',
    },
    {
      tlsCertificateSdsSecretConfigs: [{ name: 'file-cert:a~b' }, { name: 'file-cert:c~d' }],
      tlsParams: { tlsMinimumProtocolVersion: 'TLSv1_2', cipherSuites: ['A', 'B'], ecdhCurves: ['P-256'] },
    },
  ],
])('%s', (_, tls, context) => {
  expect(serverTls(tls, false, mesh).typedConfig?.commonTlsContext).toEqual({
    alpnProtocols: ['h2', 'http/1.1'],
    ...context,
  });
});

it('sidecars take peers of the trust domain and of its older names', () => {
  const domains = { ...DEFAULT_MESH_CONFIG, trustDomain: 'new', trustDomainAliases: ['old', 'new'] };
  const context = inboundMutualTls(true, domains).typedConfig?.commonTlsContext;
  expect(context?.matchSubjectAltNames).toEqual([{ prefix: 'spiffe://new/' }, { prefix: 'spiffe://old/' }]);
});
