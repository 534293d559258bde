import { httpDate } from '../../lib/calendar';
import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import type { Container } from '../app';

/** What the services of Bookinfo share (facts: the sources of Istio's `samples/bookinfo`). */

/** The port that every service of the family listens on. */
export const BOOKINFO_PORT = 9080;

/** The names an image of the family goes by. */
export function bookinfoImages(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    `registry.istio.io/release/examples-bookinfo-${name}`,
    `istio/examples-bookinfo-${name}`,
  ]);
}

/** Headers that each service copies from the request it answers onto the requests it makes. */
const PROPAGATED = [
  'x-request-id',
  'x-ot-span-context',
  'x-datadog-trace-id',
  'x-datadog-parent-id',
  'x-datadog-sampling-priority',
  'traceparent',
  'tracestate',
  'x-cloud-trace-context',
  'grpc-trace-bin',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'sw8',
  'user-agent',
  'cookie',
  'authorization',
  'jwt',
];

/** The propagated headers of a request. `end-user` travels from details, reviews and ratings, not from productpage. */
export function propagated(request: HttpRequest, ...more: readonly string[]): (readonly [string, string])[] {
  return [...PROPAGATED, ...more].flatMap((name) => {
    const value = request.headers.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** A JSON answer with the date; further headers come first. */
export function jsonAnswer(
  container: Container,
  status: number,
  body: string,
  headers: readonly (readonly [string, string])[] = [],
): HttpResponse {
  return httpResponse(status, body, [
    ...headers,
    ['content-type', 'application/json'],
    ['date', httpDate(container.now())],
  ]);
}

/** The product a path such as `/reviews/0` asks for: digits only. */
export function productId(segment: string | undefined): number | undefined {
  return segment !== undefined && /^-?\d+/.test(segment) ? Number.parseInt(segment, 10) : undefined;
}
