import type { HttpUrl } from '../../../lib/url';
import type { HttpResponse } from '../../../net/index';
import type { CurlFailure } from './failure';
import type { Outgoing } from './outgoing';

/** What happened to one URL. */
export interface TransferResult {
  /** The last URL asked. */
  readonly url: HttpUrl | undefined;
  readonly response?: HttpResponse;
  readonly failure?: CurlFailure;
  readonly outgoing?: Outgoing;
  readonly remoteIP?: string;
  readonly local?: { readonly ip: string; readonly port: number };
  readonly http2: boolean;
  readonly redirects: number;
  readonly connectMs: number;
  readonly totalMs: number;
}
