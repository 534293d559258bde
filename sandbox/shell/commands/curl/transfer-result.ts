import type { Certificate, TrustProblem } from '../../../lib/x509/index';
import type { HttpUrl } from '../../../lib/url';
import type { HttpResponse } from '../../../net/index';
import type { CurlFailure } from './failure';
import type { Outgoing } from './outgoing';

/** What happened to one URL. */
export interface TransferResult {
  /** What the server showed, its own certificate first; only over TLS. */
  readonly serverChain?: readonly Certificate[];
  /** What is wrong with that, whether or not it was asked for. */
  readonly serverProblem?: TrustProblem;
  /** The last URL asked. */
  readonly url: HttpUrl | undefined;
  readonly response?: HttpResponse;
  readonly failure?: CurlFailure;
  readonly outgoing?: Outgoing;
  readonly remoteIP?: string;
  readonly local?: { readonly ip: string; readonly port: number };
  readonly http2: boolean;
  readonly redirects: number;
  /** Since the start, in milliseconds: when the last redirect was read (0 without one), … */
  readonly redirectMs: number;
  /** … the host's name was resolved, … */
  readonly lookupMs: number;
  /** … the connection stood (0 when it never did), … */
  readonly connectMs: number;
  /** … the answer's body began to come, where that took longer, … */
  readonly startTransferMs?: number;
  /** … and everything was over. */
  readonly totalMs: number;
}
