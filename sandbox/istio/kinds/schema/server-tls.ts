// data table
import type { Schema } from '../../../kube/index';
import { texts } from './scalars';

const CIPHERLESS = 'a handshake agrees on a version and on no cipher.';

/** How a server side terminates TLS. */
export const serverTls: Schema = {
  type: 'object',
  description: 'How TLS ends, or passes through, at this port.',
  rules: [
    {
      rule: '(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
      message: 'only one of credentialNames or tlsCertificates can be set',
    },
    {
      rule: '(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1',
      message: 'only one of credentialName or credentialNames can be set',
    },
    {
      rule: '(has(self.credentialNames) ? 1 : 0) + (has(self.tlsCertificates) ? 1 : 0) <= 1',
      message: 'only one of credentialName or tlsCertificates can be set',
    },
  ],
  properties: {
    caCertCredentialName: {
      type: 'string',
      description: 'A Secret with the authority that client certificates are checked against.',
    },
    caCertificates: {
      type: 'string',
      description: 'File with the authorities that client certificates are checked against.',
    },
    caCrl: {
      type: 'string',
      description: 'File with revoked certificates.',
      unsupported: 'lists of revoked certificates are read from Secrets alone.',
    },
    cipherSuites: {
      type: 'array',
      description: "Cipher suites to offer instead of the proxy's own list.",
      unsupported: CIPHERLESS,
      items: { type: 'string' },
    },
    credentialName: {
      type: 'string',
      description: 'The Kubernetes Secret with certificate and key, in the namespace of the gateway pod.',
    },
    credentialNames: {
      type: 'array',
      description: 'Like credentialName, for several certificates of different kinds.',
      maxItems: 2,
      minItems: 1,
      items: { type: 'string' },
    },
    ecdhCurves: {
      type: 'array',
      description: "Elliptic curves to offer instead of the proxy's own list.",
      unsupported: CIPHERLESS,
      items: { type: 'string' },
    },
    httpsRedirect: {
      type: 'boolean',
      description: 'Answer plain HTTP requests with a redirect to HTTPS (301).',
    },
    insecureSkipVerify: {
      type: 'boolean',
      description: 'Accept client certificates without checking who signed them.',
      nullable: true,
    },
    maxProtocolVersion: {
      type: 'string',
      description: 'The newest TLS version that is accepted.',
      enum: ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'],
    },
    minProtocolVersion: {
      type: 'string',
      description: 'The oldest TLS version that is accepted.',
      enum: ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'],
    },
    mode: {
      type: 'string',
      description:
        'SIMPLE ends TLS with our certificate, MUTUAL also asks the client for one, PASSTHROUGH forwards by SNI without decrypting.',
      enum: ['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'],
    },
    privateKey: { type: 'string', description: "File with the server's private key inside the gateway pod." },
    serverCertificate: {
      type: 'string',
      description: "File with the server's certificate inside the gateway pod.",
    },
    subjectAltNames: texts('Names of which a client certificate must carry one.'),
    tlsCertificates: {
      type: 'array',
      description: 'Certificate and key files, for several certificates.',
      maxItems: 2,
      minItems: 1,
      items: {
        type: 'object',
        properties: {
          caCertificates: {
            type: 'string',
            description: 'File with the authorities of client certificates.',
            unsupported: 'istiod reads the authorities of the server as a whole.',
          },
          privateKey: { type: 'string', description: 'File with the private key.' },
          serverCertificate: { type: 'string', description: 'File with the certificate.' },
        },
      },
    },
    verifyCertificateHash: {
      type: 'array',
      description: 'SHA-256 hashes of which a client certificate must have one.',
      unsupported: 'certificates are judged by their issuers, names and dates.',
      items: { type: 'string' },
    },
    verifyCertificateSpki: {
      type: 'array',
      description: 'Base64 SHA-256 hashes of public keys of which a client certificate must have one.',
      unsupported: 'certificates are judged by their issuers, names and dates.',
      items: { type: 'string' },
    },
  },
};
