import type { Credential } from '../../lib/x509/index';
import { ownCertificate, trustAnchors } from '../ca/index';
import { isCredential, isTrustAnchors, secretNamed, type SecretQuestion } from './secret-name';

const NOTHING: Credential = { certificates: [] };

/**
 * What proxies hold of credentials (pilot/pkg/xds/sds.go): they keep what they got when the Secret goes, or becomes
 * something they cannot use.
 */
export class SecretDiscovery {
  readonly #held = new Map<string, Credential>();

  /** Hands a proxy what is behind a name; answers false when istiod has nothing to hand. */
  serve(proxyId: string, question: SecretQuestion): boolean {
    if (this.credential(proxyId, question) === undefined) return true;
    return secretNamed(question) !== undefined;
  }

  /** Undefined for a name that is no credential. */
  credential(proxyId: string, question: SecretQuestion): Credential | undefined {
    const { sdsName } = question;
    if (!isCredential(sdsName)) return undefined;
    const key = `${proxyId}/${sdsName}`;
    const secret = secretNamed(question);
    const found = secret && (isTrustAnchors(sdsName) ? trustAnchors(secret) : ownCertificate(secret));
    if (found === undefined || found.certificates.length === 0) return this.#held.get(key) ?? NOTHING;
    this.#held.set(key, found);
    return found;
  }
}
