import { compareText } from '../../lib/compare-text';
import { httpDate } from '../../lib/calendar';
import { httpResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import type { Container } from '../app';

/** Content types of go-httpbin. */
export const JSON_TYPE = 'application/json; charset=utf-8';
export const TEXT_TYPE = 'text/plain; charset=utf-8';
export const HTML_TYPE = 'text/html; charset=utf-8';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  501: 'Not Implemented',
};

type Headers = readonly (readonly [string, string])[];

/** Makes answers as Go's server writes them: fields sorted, then the date and the length. */
export class Answers {
  constructor(
    private readonly container: Container,
    private readonly request: HttpRequest,
  ) {}

  answer(status: number, type: string, body: string, headers: Headers = []): HttpResponse {
    const origin = this.request.headers.get('origin') ?? '*';
    const fields: Headers = [
      ['access-control-allow-credentials', 'true'],
      ['access-control-allow-origin', origin],
      ...(type === '' ? [] : [['content-type', type] as const]),
      ...headers,
    ];
    const sorted = [...fields].sort(([a], [b]) => compareText(a, b));
    const isLong = headers.some(([name]) => name === 'content-length');
    const length = body === '' && !isLong ? [['content-length', '0'] as const] : [];
    return httpResponse(status, body, [...sorted, ['date', httpDate(this.container.now())], ...length]);
  }

  /** The head of an answer whose body is still to come. */
  head(status: number, type: string, headers: Headers = []): HttpResponse {
    const answer = this.answer(status, type, '', headers);
    if (!headers.some(([name]) => name === 'content-length')) answer.headers.delete('content-length');
    return answer;
  }

  json(value: unknown, status = 200, headers: Headers = []): HttpResponse {
    return this.answer(status, JSON_TYPE, `${JSON.stringify(value, undefined, 2)}\n`, headers);
  }

  error(status: number, detail?: string): HttpResponse {
    const error = REASONS[status] ?? '';
    return this.json({ status_code: status, error, ...(detail === undefined ? {} : { detail }) }, status);
  }

  redirect(location: string, status = 302, headers: Headers = []): HttpResponse {
    return this.answer(status, '', '', [...headers, ['location', location]]);
  }

  /** What Go's router says about a path nobody handles. */
  notFound(): HttpResponse {
    return this.answer(404, TEXT_TYPE, '404 page not found\n', [['x-content-type-options', 'nosniff']]);
  }

  methodNotAllowed(allow: string): HttpResponse {
    return this.answer(405, TEXT_TYPE, 'Method Not Allowed\n', [
      ['allow', allow],
      ['x-content-type-options', 'nosniff'],
    ]);
  }
}
