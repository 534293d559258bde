import type { KubeObject } from '../../kube/index';
import type { Credential } from '../../lib/x509/index';
import { ownCertificate, trustAnchors } from '../ca/index';
import { isCredential, isTrustAnchors, secretNamed, type SecretAccess } from './secret-name';

const NOTHING: Credential = { certificates: [] };

/**
 * What one proxy holds of credentials (pilot/pkg/xds/sds.go): it keeps what it got when the Secret goes, or becomes
 * something it cannot use.
 */
export class SecretDiscovery {
  readonly #held = new Map<string, Credential>();

  constructor(private readonly access: SecretAccess) {}

  /** Hands the proxy what is behind a name; answers false when istiod has nothing to hand. */
  serve(sdsName: string): boolean {
    if (!isCredential(sdsName)) return true;
    const secret = secretNamed(sdsName, this.access);
    this.#take(sdsName, secret);
    return secret !== undefined;
  }

  /** Undefined for a name that is no credential. */
  credential(sdsName: string): Credential | undefined {
    return isCredential(sdsName) ? this.#take(sdsName, secretNamed(sdsName, this.access)) : undefined;
  }

  #take(sdsName: string, secret: KubeObject | undefined): Credential {
    const found = secret && (isTrustAnchors(sdsName) ? trustAnchors(secret) : ownCertificate(secret));
    if (found === undefined || found.certificates.length === 0) return this.#held.get(sdsName) ?? NOTHING;
    this.#held.set(sdsName, found);
    return found;
  }
}
