import type { Certificate } from '../../lib/x509/index';
import { credentialChain } from '../ca/index';
import { secretNamed, type SecretLookup } from './waiting-listeners';

/** What istiod serves of credentials (pilot/pkg/xds/sds.go): a proxy keeps what it got when the Secret goes. */
export class SecretDiscovery {
  readonly #served = new Map<string, readonly Certificate[]>();

  /** The chain in a secret; undefined when it is none that can be read. */
  certificates(proxyId: string, sdsName: string, secretOf: SecretLookup): readonly Certificate[] | undefined {
    const key = `${proxyId}/${sdsName}`;
    const secret = secretNamed(sdsName, secretOf);
    const chain = secret === undefined ? this.#served.get(key) : credentialChain(secret);
    if (chain === undefined || chain.length === 0) return undefined;
    this.#served.set(key, chain);
    return chain;
  }
}
