import { httpDate, isoMillis } from '../lib/calendar';
import { HttpHeaders, httpResponse, isFailure, type HttpRequest, type HttpResponse } from '../net/index';
import type { HttpOutcome } from '../net/index';
import { elapse, type Process } from '../sim/index';
import type { Call, Container } from './app';
import { pathOf } from './request-target';

/** What the Java services of the delivery-tracking app share: Spring Boot 2.1's answers and Feign's errors. */

const JSON_HEADERS = new HttpHeaders([['content-type', 'application/json;charset=UTF-8']]);

/** Thrown inside a handler where the Java code lets an exception escape; becomes an error answer. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
}

/** A JSON answer. `body` is already text because BigDecimals keep their digits. */
export function json(container: Container, body: string, status = 200): HttpResponse {
  return httpResponse(status, body, JSON_HEADERS.clone().append('date', httpDate(container.now())));
}

export function text(container: Container, body: string, type = 'text/plain;charset=UTF-8'): HttpResponse {
  return httpResponse(200, body, [
    ['content-type', type],
    ['content-length', String(body.length)],
    dateHeader(container),
  ]);
}

export function empty(container: Container, status = 200): HttpResponse {
  return httpResponse(status, '', [['content-length', '0'], dateHeader(container)]);
}

/** Spring Boot's default error attributes, in its field order. */
export function errorAttributes(
  container: Container,
  request: HttpRequest,
  status: number,
  error: string,
  message: string,
): HttpResponse {
  const path = pathOf(request);
  const attributes = { timestamp: springTimestamp(container.now()), status, error, message, path };
  return json(container, JSON.stringify(attributes), status);
}

export function notFound(container: Container, request: HttpRequest): HttpResponse {
  return errorAttributes(container, request, 404, 'Not Found', 'No message available');
}

/** `2023-11-13T05:31:33.279+0000`. */
export function springTimestamp(epochMs: number): string {
  return isoMillis(epochMs).replace('Z', '+0000');
}

/** What Java's own HTTP client, which Feign uses here, says about itself. */
const CLIENT_HEADERS = new HttpHeaders([
  ['accept', '*/*'],
  ['user-agent', 'Java/1.8.0_212'],
]);

/** Headers of a call made for a request: every header of it that starts with `x-` travels on. */
export function propagatedHeaders(request: HttpRequest): HttpHeaders {
  return CLIENT_HEADERS.clone().appendFrom(request.headers, (key) => key.startsWith('x-'));
}

/**
 * The body of a successful answer to a Feign call.
 * @throws ServerError in Feign's words: a refused connection, or a status of 300 and above
 */
export function feignBody(outcome: HttpOutcome, method: string, call: string, url: string): string {
  if (isFailure(outcome)) throw new ServerError(`${socketError(outcome.failure)} executing ${method} ${url}`);
  if (outcome.status >= 300) throw new ServerError(`status ${String(outcome.status)} reading ${call}`);
  return outcome.body;
}

/** True where Feign raises RetryableException: nothing came back at all. */
export function isUnreachable(outcome: HttpOutcome): boolean {
  return isFailure(outcome);
}

function socketError(failure: string): string {
  if (failure === 'refused') return 'Connection refused (Connection refused)';
  if (failure === 'timeout') return 'Read timed out';
  if (failure === 'dns') return 'Name or service not known';
  if (failure === 'empty') return 'Unexpected end of file from server';
  return 'Connection reset';
}

function dateHeader(container: Container): readonly [string, string] {
  return ['date', httpDate(container.now())];
}

/** A request handler that takes its time and answers 500 where the Java code lets a Feign exception escape. */
export function springHandler(
  container: Container,
  [leastMs, mostMs]: readonly [number, number],
  route: (request: HttpRequest, call: Call) => Process<HttpResponse>,
): (request: HttpRequest, call: Call) => Process<HttpResponse> {
  return function* (request, call) {
    const work = elapse(container.random.between(leastMs, mostMs));
    if (work) yield work;
    try {
      return yield* route(request, call);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      container.log(`feign.FeignException: ${error.message}`);
      return errorAttributes(container, request, 500, 'Internal Server Error', error.message);
    }
  };
}
