import type { Credential } from '../../lib/x509/index';
import { ownCertificate, trustAnchors } from '../ca/index';
import { isCredential, isTrustAnchors, secretNamed, type SecretLookup } from './secret-name';

const NOTHING: Credential = { certificates: [] };

/**
 * What proxies hold of credentials (pilot/pkg/xds/sds.go): they keep what they got when the Secret goes, or becomes
 * something they cannot use.
 */
export class SecretDiscovery {
  readonly #held = new Map<string, Credential>();

  /** Hands a proxy what is behind a name; answers false when istiod has nothing to hand. */
  serve(proxyId: string, sdsName: string, secretOf: SecretLookup): boolean {
    if (this.credential(proxyId, sdsName, secretOf) === undefined) return true;
    return secretNamed(sdsName, secretOf) !== undefined;
  }

  /** Undefined for a name that is no credential. */
  credential(proxyId: string, sdsName: string, secretOf: SecretLookup): Credential | undefined {
    if (!isCredential(sdsName)) return undefined;
    const key = `${proxyId}/${sdsName}`;
    const secret = secretNamed(sdsName, secretOf);
    const found = secret && (isTrustAnchors(sdsName) ? trustAnchors(secret) : ownCertificate(secret));
    if (found === undefined || found.certificates.length === 0) return this.#held.get(key) ?? NOTHING;
    this.#held.set(key, found);
    return found;
  }
}
