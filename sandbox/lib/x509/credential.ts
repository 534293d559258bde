import type { Certificate } from './certificate';
import type { RevocationList } from './revocation-list';

/** What a proxy holds of a secret that it was told to use. */
export interface Credential {
  /** Its own chain, the leaf first, or the anchors it checks peers against; none when it was given nothing it can use. */
  readonly certificates: readonly Certificate[];
  /** What is revoked of what the anchors issued; undefined = it is not asked. */
  readonly revocations?: readonly RevocationList[];
}
