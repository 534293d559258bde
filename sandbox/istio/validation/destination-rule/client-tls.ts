import type { Field } from '../../kinds/field';
import { quote } from '../../../lib/quote';
import { Findings } from '../findings';

const configMap = 'configmap://';

/** Checks how connections to a service are secured. Semantics: istio pkg/config/validation/agent, ValidateTLS. */
export function checkClientTls(tls: Field, namespace: string): Findings {
  const findings = new Findings();
  if (!tls.isSet) return findings;
  const mode = tls.at('mode').text;
  const credential = tls.at('credentialName');
  checkConfigMap(credential, namespace, findings);
  if (tls.at('insecureSkipVerify').isTrue) checkUnverified(tls, mode, findings);
  const starts = mode === 'SIMPLE' || mode === 'MUTUAL';
  if (starts && credential.text !== '') {
    const files = ['clientCertificate', 'caCertificates', 'privateKey', 'caCrl'];
    if (files.some((name) => tls.at(name).text !== '')) {
      findings.error(
        tls,
        'cannot specify client certificates or CA certificate or CA CRL If credentialName is set',
      );
    }
    return findings;
  }
  if (mode !== 'MUTUAL') return findings;
  if (tls.at('clientCertificate').text === '') {
    findings.error(tls, 'client certificate required for mutual tls');
  }
  if (tls.at('privateKey').text === '') findings.error(tls, 'private key required for mutual tls');
  return findings;
}

function checkConfigMap(credential: Field, namespace: string, findings: Findings): void {
  if (!credential.text.startsWith(configMap)) return;
  const parts = credential.text.slice(configMap.length).split('/');
  const invalid = 'invalid configmap:// credentialName:';
  if (parts.length > 2) {
    findings.error(credential, `${invalid} invalid resource name ${quote(credential.text)}`);
  } else if (namespace === '' || (parts.length === 2 && parts[0] !== namespace)) {
    findings.error(
      credential,
      `${invalid} namespace must match the configuration namespace ${quote(namespace)}`,
    );
  }
}

function checkUnverified(tls: Field, mode: string, findings: Findings): void {
  const [authority, names] = [tls.at('caCertificates').text !== '', tls.has('subjectAltNames')];
  if (mode === 'SIMPLE' && (authority || names || tls.at('credentialName').text !== '')) {
    findings.error(
      tls,
      'cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set true',
    );
  }
  if (mode === 'MUTUAL' && (authority || names)) {
    findings.error(
      tls,
      'cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true',
    );
  }
}
