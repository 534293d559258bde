import type { Process } from '../sim/index';
import { SentResponse, type HttpResponse } from './http';

/**
 * Why nothing came back. A bad HTTP status is not a failure; these are what curl reports with an exit code:
 * refused 7, timeout 28, tls 35 or 60, empty 52, reset 56, dns 6.
 * `timeout` means silence: it is answered at once, and who asked waits as long as its own patience lasts.
 */
export interface ConnectionFailure {
  readonly failure: 'refused' | 'reset' | 'timeout' | 'tls' | 'empty' | 'dns' | 'unreachable';
  /**
   * The detail a proxy logs, such as `delayed_connect_error:_Connection_refused`. A reset that is none of the
   * connection says so: `protocol_error` = the answer is no HTTP, `remote_reset` = only the HTTP/2 stream ended.
   */
  readonly detail?: string;
}

export type HttpOutcome = HttpResponse | ConnectionFailure;

export function isFailure(outcome: object): outcome is ConnectionFailure {
  // Said first because it is quickly seen, and mostly so.
  if (outcome instanceof SentResponse) return false;
  return (outcome as Partial<ConnectionFailure>).failure !== undefined;
}

/** Waits for what is still to come of an answer. */
export function* whole(outcome: HttpOutcome): Process<HttpOutcome> {
  if (isFailure(outcome) || outcome.stream === undefined) return outcome;
  let body = outcome.body;
  const isComplete = yield* outcome.stream.read((text) => (body += text));
  return isComplete ? new SentResponse(outcome.status, outcome.headers, body) : { failure: 'reset' };
}
