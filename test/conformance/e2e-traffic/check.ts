import { isFailure, type HttpOutcome } from '../../../sandbox/net/index';

/** A node of the corpus' check trees. */
export interface CheckNode {
  readonly $call?: string;
  readonly args?: readonly unknown[] | null;
}

/** Go's names of statuses that the cases use. */
const statusNames: Readonly<Record<string, number>> = {
  '$http.StatusOK': 200,
  '$http.StatusMovedPermanently': 301,
  '$http.StatusForbidden': 403,
  '$http.StatusNotFound': 404,
  '$http.StatusTeapot': 418,
  '$http.StatusServiceUnavailable': 503,
};
const grpcCodes: Readonly<Record<string, string>> = { '$codes.Unavailable': '14', '$codes.OK': '0' };

/** Judges an outcome; answers what is wrong, undefined when nothing is. */
export function judge(check: CheckNode, outcome: HttpOutcome): string | undefined {
  const [first, second] = check.args ?? [];
  if (isFailure(outcome)) return `no response: ${outcome.failure}`;
  const expectText = (what: string, got: unknown, wanted: unknown): string | undefined =>
    got === wanted ? undefined : `${what}: got ${JSON.stringify(got)}, expected ${JSON.stringify(wanted)}`;
  switch (check.$call) {
    case 'check.And': {
      for (const part of (check.args ?? []) as readonly CheckNode[]) {
        const why = judge(part, outcome);
        if (why !== undefined) return why;
      }
      return undefined;
    }
    case 'check.OK':
      return expectText('status', outcome.status, 200);
    case 'check.Status':
      return expectText(
        'status',
        outcome.status,
        typeof first === 'number' ? first : statusNames[String(first)],
      );
    case 'check.GRPCStatus':
      return expectText('grpc-status', outcome.headers.get('grpc-status'), grpcCodes[String(first)]);
    case 'check.ResponseHeader':
      return expectText(`response header ${String(first)}`, outcome.headers.get(String(first)) ?? '', second);
    case 'LocationHeader':
      return expectText('location', outcome.headers.get('location'), first);
    case 'check.RequestHeader':
      return expectText(
        `request header ${String(first)}`,
        seen(outcome.body).headers[String(first).toLowerCase()],
        second,
      );
    case 'check.Host':
      return expectText('host', seen(outcome.body).host, first);
    case 'check.URL':
      return expectText('URL', seen(outcome.body).path, first);
    default:
      return `no judge for ${String(check.$call)}`;
  }
}

interface Seen {
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the echo application says it got. */
function seen(body: string): Seen {
  return body.startsWith('{') ? (JSON.parse(body) as Seen) : { host: '', path: '', headers: {} };
}
