import { certificateDate } from '../../../lib/calendar';
import {
  keySize,
  matchesHost,
  problemNumbers,
  signatureAlgorithm,
  signedPart,
  type Certificate,
  type TrustProblem,
} from '../../../lib/x509/index';
import type { CurlOptions } from './options';
import type { TransferResult } from './transfer-result';

type Handshake = Pick<TransferResult, 'http2' | 'serverChain' | 'serverProblem'>;

/** What curl tells of a handshake that got as far as the server's certificate (lib/vtls/openssl.c). */
export function helloLines({ anchorsFile, version }: CurlOptions): readonly string[] {
  return [
    `ALPN: curl offers ${version === '1.0' || version === '1.1' ? '' : 'h2,'}${version === '1.0' ? 'http/1.0' : 'http/1.1'}`,
    'TLSv1.3 (OUT), TLS handshake, Client hello (1):',
    ` CAfile: ${anchorsFile ?? '/etc/ssl/certs/ca-certificates.crt'}`,
    ' CApath: /etc/ssl/certs',
    'TLSv1.3 (IN), TLS handshake, Server hello (2):',
    'TLSv1.3 (IN), TLS handshake, Encrypted Extensions (8):',
    'TLSv1.3 (IN), TLS handshake, Certificate (11):',
  ];
}

/** The rest of a handshake that was not broken off, and the certificate, which is not known of workloads. */
export function handshakeLines(
  options: CurlOptions,
  host: string,
  { http2, serverChain, serverProblem }: Handshake,
): readonly string[] {
  return [
    'TLSv1.3 (IN), TLS handshake, CERT verify (15):',
    'TLSv1.3 (IN), TLS handshake, Finished (20):',
    'TLSv1.3 (OUT), TLS change cipher, Change cipher spec (1):',
    ...(options.certificateFile === undefined ? [] : ['TLSv1.3 (OUT), TLS handshake, Certificate (11):']),
    'TLSv1.3 (OUT), TLS handshake, Finished (20):',
    'SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519 / RSASSA-PSS',
    options.version === '1.0'
      ? 'ALPN: server did not agree on a protocol. Uses default.'
      : `ALPN: server accepted ${http2 ? 'h2' : 'http/1.1'}`,
    ...(serverChain?.[0] === undefined
      ? []
      : certificateLines(host, serverChain[0], serverChain, serverProblem)),
  ];
}

function certificateLines(
  host: string,
  leaf: Certificate,
  chain: readonly Certificate[],
  problem: TrustProblem | undefined,
): readonly string[] {
  const match = leaf.names.find((name) => matchesHost(name, host));
  const checked =
    match === undefined
      ? ` common name: ${leaf.commonName ?? ''} (matched)`
      : ` subjectAltName: host "${host}" matched cert's "${match}"`;
  return [
    'Server certificate:',
    ` subject: ${semicolons(leaf.subject)}`,
    ` start date: ${certificateDate(leaf.notBeforeMs)}`,
    ` expire date: ${certificateDate(leaf.notAfterMs)}`,
    ...(problem === undefined ? [checked] : []),
    ` issuer: ${semicolons(leaf.issuer)}`,
    problem === undefined || problem === 'name mismatch'
      ? ' SSL certificate verify ok.'
      : ` SSL certificate verify result: ${problem} (${String(problemNumbers[problem])}), continuing anyway.`,
    ...chain.map(levelLine),
  ];
}

function levelLine(certificate: Certificate, level: number): string {
  const { publicKey } = signedPart(certificate);
  const bits = keySize(publicKey);
  const key =
    publicKey?.kind === 'EC'
      ? `EC/prime256v1 (${String(bits)}/128 Bits/secBits)`
      : `RSA (${String(bits)}/112 Bits/secBits)`;
  return `  Certificate level ${String(level)}: Public key type ${key}, signed using ${signatureAlgorithm(certificate)}`;
}

function semicolons(name: string): string {
  return name.replaceAll(', ', '; ');
}
