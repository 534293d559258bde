import { memo } from '../../lib/memo';
import type { HttpHeaders } from '../../net/index';
import { hash32 } from '../../sim/index';
import type { HttpConnectionManager } from '../config/index';
import type { ProxyNode } from '../proxy';
import type { DownstreamInfo } from './downstream';

const XFCC = 'x-forwarded-client-cert';

/** Sets, extends or removes `x-forwarded-client-cert`, as the connection manager is told. */
export function forwardClientCertificate(
  headers: HttpHeaders,
  manager: HttpConnectionManager,
  downstream: DownstreamInfo,
  node: ProxyNode,
): void {
  const { peerIdentity } = downstream;
  const details = manager.forwardClientCertDetails ?? 'SANITIZE';
  if (details === 'ALWAYS_FORWARD_ONLY' || (details === 'FORWARD_ONLY' && peerIdentity !== undefined)) return;
  if (peerIdentity === undefined || details === 'SANITIZE') {
    headers.delete(XFCC);
    return;
  }
  const own = elementBy(node.identity)(peerIdentity);
  const before = details === 'APPEND_FORWARD' ? headers.get(XFCC) : undefined;
  headers.set(XFCC, before === undefined ? own : behind(before)(own));
}

/** A proxy's own element by the peer's identity: the same texts for request after request. */
const elementBy = memo(256, (by) =>
  memo(256, (peer) => `By=${by};Hash=${certificateHash(peer)};Subject="";URI=${peer}`),
);

/** The field with one more element. */
const behind = memo(256, (before) => memo(16, (own) => `${before},${own}`));

/** 64 hex digits standing for the SHA-256 of the peer's certificate: the same for the same identity. */
const certificateHash = memo(1024, (identity) => {
  let hash = '';
  for (let i = 0; i < 8; i++) hash += hash32(identity, i).toString(16).padStart(8, '0');
  return hash;
});
