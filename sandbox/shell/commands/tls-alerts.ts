/** Numbers of TLS alerts (RFC 8446, 6), and the protocol that OpenSSL ascribes them to. */
const ALERTS: Readonly<Record<string, readonly [number: number, protocol: string]>> = {
  'bad certificate': [42, 'ssl/tls'],
  'certificate revoked': [44, 'ssl/tls'],
  'certificate expired': [45, 'ssl/tls'],
  'certificate unknown': [46, 'ssl/tls'],
  'unknown ca': [48, 'tlsv1'],
  'protocol version': [70, 'tlsv1'],
  'certificate required': [116, 'tlsv13'],
};
const HANDSHAKE_FAILURE = [40, 'ssl/tls'] as const;
/** Where OpenSSL counts the reasons of alerts from, in the errors of its SSL library. */
const REASONS = 0x0a_00_00_00 + 1000;

/** How OpenSSL reports an alert. */
export interface AlertError {
  /** `0A00045C` */
  readonly code: string;
  /** `tlsv13 alert certificate required` */
  readonly reason: string;
  readonly number: number;
}

/** @param alert in TLS's own words: `certificate required`; others than these are told as a failure of the handshake */
export function alertError(alert: string): AlertError {
  const known = ALERTS[alert];
  const [number, protocol] = known ?? HANDSHAKE_FAILURE;
  return {
    code: (REASONS + number).toString(16).toUpperCase().padStart(8, '0'),
    reason: `${protocol} alert ${known === undefined ? 'handshake failure' : alert}`,
    number,
  };
}
