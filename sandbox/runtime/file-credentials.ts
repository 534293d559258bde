import { memo } from '../lib/memo';
import { keyFits, parseCertificates, type Credential } from '../lib/x509/index';

/** How a proxy's configuration names what its agent reads from files: trust anchors, and a certificate with its key. */
const ROOT = 'file-root:';
const CERTIFICATE = 'file-cert:';
/** Between the paths of a certificate and its key. */
const SEPARATOR = '~';

const UNUSABLE: Credential = { certificates: [] };

/**
 * What a proxy holds of a secret that comes from files of its container; undefined for other secrets, and for files that
 * no volume of the pod brings along: those are taken for what the image has there.
 */
export function fileCredential(
  sdsName: string,
  read: (path: string) => string | undefined,
): Credential | undefined {
  if (sdsName.startsWith(ROOT)) {
    const text = read(sdsName.slice(ROOT.length));
    return text === undefined ? undefined : anchors(text);
  }
  if (!sdsName.startsWith(CERTIFICATE)) return undefined;
  const [certificateFile = '', keyFile = ''] = sdsName.slice(CERTIFICATE.length).split(SEPARATOR);
  const certificate = read(certificateFile);
  const key = read(keyFile);
  return certificate === undefined || key === undefined ? undefined : own(certificate + SEPARATOR + key);
}

const anchors = memo(64, (text): Credential => ({ certificates: parseCertificates(text) }));

const own = memo(64, (text): Credential => {
  const [certificate = '', key = ''] = text.split(SEPARATOR);
  return keyFits(certificate, key) ? { certificates: parseCertificates(certificate) } : UNUSABLE;
});
