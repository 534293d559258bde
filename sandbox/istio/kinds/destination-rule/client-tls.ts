// data table
import type { Schema } from '../../../kube/index';
import { texts } from '../schema/scalars';

/** How connections to the service are secured. */
export const clientTls: Schema = {
  type: 'object',
  description:
    "How the client's proxy secures connections to the service; left out, mutual TLS is used wherever both sides have a sidecar.",
  properties: {
    caCertificates: {
      type: 'string',
      description: "File with the authorities that may have signed the server's certificate.",
    },
    caCrl: {
      type: 'string',
      description: 'File with revoked certificates.',
      unsupported: 'lists of revoked certificates are read from Secrets alone.',
    },
    clientCertificate: {
      type: 'string',
      description: "File with the client's certificate; needed for MUTUAL.",
    },
    credentialName: {
      type: 'string',
      description: "A Secret with the client's certificate; for gateways and selected workloads.",
    },
    insecureSkipVerify: {
      type: 'boolean',
      description: 'Accept any certificate of the server.',
      nullable: true,
    },
    mode: {
      type: 'string',
      description:
        "DISABLE sends plain text, SIMPLE starts TLS, MUTUAL presents our own certificate, ISTIO_MUTUAL the mesh's.",
      enum: ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'],
    },
    privateKey: { type: 'string', description: "File with the client's private key; needed for MUTUAL." },
    sni: { type: 'string', description: 'The server name sent when TLS starts.' },
    subjectAltNames: texts("Names of which the server's certificate must carry one."),
  },
};
