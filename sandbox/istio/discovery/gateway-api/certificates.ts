import { octetText } from '../../../lib/octet-text';
import { at, isRecord, type KubeObject } from '../../../kube/index';
import { decodeBytes } from '../../../lib/base64';

/** The problem with a server certificate in a Secret, in istiod's and Go's words; undefined when there is none. */
export function serverCertificateProblem(secret: KubeObject): string | undefined {
  const pair = [
    ['cert', 'key'],
    ['tls.crt', 'tls.key'],
  ].find(([certificate = '', key = '']) => keyed(secret, certificate) && keyed(secret, key));
  if (pair === undefined) {
    return `found secret, but didn't have expected keys (cert and key) or (tls.crt and tls.key); found: ${foundKeys(secret)}`;
  }
  const [certificate = '', key = ''] = pair;
  if (!/-----BEGIN CERTIFICATE-----/.test(text(secret, certificate)))
    return 'the certificate is malformed: tls: failed to find any PEM data in certificate input';
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text(secret, key)))
    return 'the certificate is malformed: tls: failed to find any PEM data in key input';
  return undefined;
}

/** The problem with an authority's certificate in a Secret or ConfigMap. */
export function authorityProblem(object: KubeObject): string | undefined {
  const key = ['cacert', 'ca.crt'].find((name) => keyed(object, name));
  if (key === undefined)
    return `found secret, but didn't have expected keys cacert or ca.crt; found: ${foundKeys(object)}`;
  return /-----BEGIN CERTIFICATE-----/.test(text(object, key)) ? undefined : 'the bundle is malformed';
}

function keyed(object: KubeObject, key: string): boolean {
  return text(object, key) !== '';
}

function text(object: KubeObject, key: string): string {
  const value = at(object, 'data', key);
  if (typeof value !== 'string') return '';
  if (object.kind !== 'Secret') return value;
  const bytes = decodeBytes(value);
  return bytes === undefined ? '' : octetText(bytes);
}

function foundKeys(object: KubeObject): string {
  const data = object['data'];
  const keys = isRecord(data) ? Object.keys(data).sort() : [];
  const shown = keys.slice(0, 3).join(', ');
  return keys.length < 3 ? shown : `${shown}, and ${String(keys.length - 3)} more...`;
}
