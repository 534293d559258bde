import type { ConnectionFailure } from '../../net/index';

/** Why an upstream stream ended without a response (source/common/http/utility.cc, resetReasonToString). */
export type ResetReason =
  | 'remote connection failure'
  | 'connection timeout'
  | 'connection termination'
  | 'overflow'
  | 'remote reset'
  | 'protocol error';

const flagOf: Readonly<Record<ResetReason, string>> = {
  'remote connection failure': 'UF',
  'connection timeout': 'UF',
  'connection termination': 'UC',
  overflow: 'UO',
  'remote reset': 'UR',
  'protocol error': 'UPE',
};

/** Resets that are told apart from the end of the connection. */
const namedResets: Readonly<Record<string, ResetReason>> = {
  protocol_error: 'protocol error',
  remote_reset: 'remote reset',
};

/** The reset that an exchange ended with once the connection stood. */
export function exchangeReset({ detail = '' }: ConnectionFailure): ResetReason {
  return namedResets[detail] ?? 'connection termination';
}

/** What the client gets: what the upstream said made no sense, or it cannot be had (router.cc, onUpstreamReset). */
export function resetStatus(reason: ResetReason): number {
  return reason === 'protocol error' ? 502 : 503;
}

export function resetFlag(reason: ResetReason): string {
  return flagOf[reason];
}

/** The reset a failed connection attempt stands for. */
export function connectReset(failure: ConnectionFailure): ResetReason {
  return failure.failure === 'timeout' || failure.failure === 'unreachable'
    ? 'connection timeout'
    : 'remote connection failure';
}

/** What the access log adds about the transport: `delayed_connect_error:_Connection_refused`. */
export function transportDetail(failure: ConnectionFailure): string | undefined {
  if (failure.detail !== undefined) return failure.detail;
  switch (failure.failure) {
    case 'refused':
      return 'delayed_connect_error:_Connection_refused';
    case 'reset':
    case 'empty':
      return 'delayed_connect_error:_Connection_reset_by_peer';
    default:
      return undefined;
  }
}

/** %RESPONSE_CODE_DETAILS% of a reset before a response started. */
export function resetDetails(reason: ResetReason, detail: string | undefined): string {
  const name = reason.replaceAll(' ', '_');
  return `upstream_reset_before_response_started{${detail === undefined ? name : `${name}|${detail}`}}`;
}

/** The body of the local reply; the transport's own words are left out, as Envoy does since 1.39. */
export function resetBody(reason: ResetReason, retried: boolean): string {
  return `upstream connect error or disconnect/reset before headers. ${retried ? 'retried and the latest ' : ''}reset reason: ${reason}`;
}
