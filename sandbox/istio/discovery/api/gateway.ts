/** networking.istio.io Gateway, the fields translation reads. https://istio.io/latest/docs/reference/config/networking/gateway/ */
export interface GatewaySpec {
  readonly servers?: readonly Server[];
  readonly selector?: Readonly<Record<string, string>>;
}

export interface Server {
  readonly name?: string;
  readonly port?: ServerPort;
  readonly bind?: string;
  readonly hosts?: readonly string[];
  readonly tls?: ServerTlsSettings;
}

export interface ServerPort {
  readonly number: number;
  readonly protocol?: string;
  readonly name?: string;
}

export interface ServerTlsSettings {
  readonly httpsRedirect?: boolean;
  /** PASSTHROUGH when absent. */
  readonly mode?:
    'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';
  readonly serverCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly credentialName?: string;
  readonly credentialNames?: readonly string[];
  readonly subjectAltNames?: readonly string[];
  readonly caCertCredentialName?: string;
  readonly insecureSkipVerify?: boolean;
  readonly cipherSuites?: readonly string[];
  readonly tlsCertificates?: readonly { readonly serverCertificate?: string; readonly privateKey?: string }[];
  readonly caCrl?: string;
  readonly verifyCertificateSpki?: readonly string[];
  readonly verifyCertificateHash?: readonly string[];
  readonly minProtocolVersion?: string;
  readonly maxProtocolVersion?: string;
  readonly ecdhCurves?: readonly string[];
}
