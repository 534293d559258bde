import type { DownstreamInfo } from '../http/downstream';
import { isAddress } from './cidr';
import type { RequestFacts } from './request-facts';

/** What rules look at: a connection, and the request on it unless the proxy sees bytes only. */
export interface Subject {
  readonly facts: RequestFacts | undefined;
  readonly downstream: DownstreamInfo;
}

/**
 * The client: at a gateway the peer, or whom the trusted proxies in front of it name; behind a gateway what the last
 * proxy added to x-forwarded-for (source/common/http/conn_manager_utility.cc).
 */
export function remoteAddress({
  facts,
  downstream,
}: {
  readonly facts: Pick<RequestFacts, 'headers'> | undefined;
  readonly downstream: DownstreamInfo;
}): string {
  const peer = downstream.source.ip;
  if (downstream.direction === 'gateway') return facts?.headers.get('x-envoy-external-address') ?? peer;
  const forwarded = facts?.headers.get('x-forwarded-for');
  if (forwarded === undefined) return peer;
  const last = forwarded.slice(forwarded.lastIndexOf(',') + 1).trim();
  return isAddress(last) ? last : peer;
}
