import type { Field } from '../../kinds/field';
import { Findings } from '../findings';

const certificateFields = ['serverCertificate', 'privateKey', 'caCertificates'] as const;
const terminating: readonly string[] = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'];

/** The ciphers that a gateway may offer, by BoringSSL's names. */
export const ciphers: readonly string[] = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
];

function modeOf(tls: Field): string {
  return tls.at('mode').text || 'PASSTHROUGH';
}

/** Whether TLS is handed on without being ended here. */
export function isPassthrough(tls: Field): boolean {
  return ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(modeOf(tls));
}

/** Checks the TLS settings of a server. Semantics: istio pkg/config/validation, validateTLSOptions. */
export function checkServerTls(tls: Field): Findings {
  const findings = new Findings();
  if (!tls.isSet) return findings;
  checkVersions(tls, findings);
  checkCiphers(tls.at('cipherSuites'), findings);
  if (modeOf(tls) === 'ISTIO_MUTUAL') {
    checkIstioMutual(tls, findings);
    return findings;
  }
  checkSources(tls, findings);
  const remote = tls.at('credentialName').text !== '' || tls.at('credentialNames').items.length > 0;
  if (terminating.includes(modeOf(tls)) && remote) return findings;
  if (terminating.includes(modeOf(tls))) checkFiles(tls, findings);
  if (tls.at('caCrl').text !== '') checkRevocation(tls, findings);
  return findings;
}

function checkVersions(tls: Field, findings: Findings): void {
  const version = tls.at('minProtocolVersion');
  if (!['TLSV1_0', 'TLSV1_1'].includes(version.text) || tls.at('cipherSuites').items.length > 0) return;
  findings.warning(
    version,
    'TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include compatible ciphers.',
  );
}

function checkCiphers(suites: Field, findings: Findings): void {
  const invalid = new Set<string>();
  const seen = new Set<string>();
  const duplicate = new Set<string>();
  for (const suite of suites.texts) {
    // Names that start with an operator are expressions; they are not looked into.
    const known = suite === '' || suite === 'ALL' || !/^[\p{L}\p{N}]/u.test(suite) || ciphers.includes(suite);
    if (!known) invalid.add(suite);
    else if (seen.has(suite)) duplicate.add(suite);
    seen.add(suite);
  }
  for (const [what, names] of [
    ['invalid', invalid],
    ['duplicate', duplicate],
  ] as const) {
    if (names.size === 0) continue;
    findings.warning(suites, `ignoring ${what} cipher suites: [${[...names].sort().join(' ')}]`);
  }
}

function checkIstioMutual(tls: Field, findings: Findings): void {
  const refused = [
    ['serverCertificate', 'server certificate'],
    ['privateKey', 'private key'],
    ['caCertificates', 'CA bundle'],
    ['tlsCertificates', 'tlsCertificates'],
    ['credentialName', 'credentialName'],
    ['credentialNames', 'credentialNames'],
  ] as const;
  for (const [field, words] of refused) {
    if (isGiven(tls.at(field))) {
      findings.error(tls.at(field), `ISTIO_MUTUAL TLS cannot have associated ${words}`);
    }
  }
}

function isGiven(field: Field): boolean {
  return field.text !== '' || field.items.length > 0;
}

function checkSources(tls: Field, findings: Findings): void {
  const all = ['caCrl', ...certificateFields, 'tlsCertificates', 'credentialName', 'credentialNames'];
  if (isPassthrough(tls) && all.some((name) => isGiven(tls.at(name)))) {
    findings.warning(tls, `${modeOf(tls)} mode does not use certificates, they will be ignored`);
  }
  const sources = [
    tls.at('serverCertificate').text !== '' && tls.at('privateKey').text !== '',
    ...['credentialName', 'credentialNames', 'tlsCertificates'].map((name) => isGiven(tls.at(name))),
  ];
  if (sources.filter(Boolean).length > 1) {
    findings.error(
      tls,
      'only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should be specified',
    );
  }
}

function checkFiles(tls: Field, findings: Findings): void {
  const isMutual = modeOf(tls) !== 'SIMPLE';
  const mode = isMutual ? 'MUTUAL TLS' : 'SIMPLE TLS';
  if (isMutual && tls.at('caCertificates').text === '') {
    findings.error(tls, `${mode} requires a client CA bundle`);
  }
  const several = tls.at('tlsCertificates').items;
  if (several.length > 2) {
    findings.warning(tls.at('tlsCertificates'), `${mode} can support up to 2 server certificates`);
  }
  for (const certificate of several.length > 0 ? several : [tls]) {
    if (certificate.at('serverCertificate').text === '') {
      findings.error(certificate, `${mode} requires a server certificate`);
    }
    if (certificate.at('privateKey').text === '') {
      findings.error(certificate, `${mode} requires a private key`);
    }
  }
}

function checkRevocation(tls: Field, findings: Findings): void {
  if (tls.at('credentialName').text !== '') {
    findings.error(
      tls.at('caCrl'),
      'CRL is not supported with credentialName. CRL has to be specified in the credential',
    );
  }
  if (modeOf(tls) === 'SIMPLE') findings.error(tls.at('caCrl'), 'CRL is not supported with SIMPLE TLS');
}
