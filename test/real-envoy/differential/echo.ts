/** What an upstream was asked to do, by the request header `x-echo`: `status=503;fail=1;delay=300;reset;at=127.1.0.3,127.1.0.4`. */
export interface EchoOrder {
  /** Milliseconds before it answers. */
  readonly delayMs: number;
  /** Hangs up instead of answering. */
  readonly reset: boolean;
  readonly status: number;
}

/**
 * @param attempt how many requests of the same case came before this one, at any upstream
 * @param here `ip:port` of the upstream; `at` leaves the others in peace
 */
export function echoOrder(header: string | undefined, attempt: number, here: string): EchoOrder {
  const fields = new Map((header ?? '').split(';').map((field) => field.split('=') as [string, string]));
  const meant = fields.get('at')?.split(',').includes(here.replace(/:\d+$/, '')) ?? true;
  const failing = meant && attempt < Number(fields.get('fail') ?? Number.POSITIVE_INFINITY);
  return {
    delayMs: failing ? Number(fields.get('delay') ?? 0) : 0,
    reset: failing && fields.has('reset'),
    status: failing ? Number(fields.get('status') ?? 200) : 200,
  };
}

/** A request as an upstream got it. */
export interface Received {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Mirrored copies come at any time; they do not count as tries. */
export function isShadow(headers: Received['headers']): boolean {
  return headers.some(([name, value]) => name === 'x-envoy-internal' && value === 'true');
}

/** What upstreams say of themselves in every answer. */
export const ECHO_HEADERS: readonly (readonly [string, string])[] = [
  ['x-color', 'green'],
  ['x-color', 'blue'],
  ['x-other', 'echo'],
  ['content-type', 'text/plain'],
];

export function echoBody(at: string, attempt: number): string {
  return `${at} ${String(attempt)}`;
}

/** The header that tells the requests of a run apart. */
export const CASE_HEADER = 'x-case';
