import type { Process } from '../sim/index';
import type { BodyStream } from './body-stream';
import { HttpHeaders } from './http-headers';
import { utf8Length } from './utf8';

/** A request as it travels: `path` includes the query; `authority` is the Host header as sent. */
export interface HttpRequest {
  readonly method: string;
  readonly scheme: 'http' | 'https';
  readonly authority: string;
  readonly path: string;
  readonly headers: HttpHeaders;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly body: string;
  /** What is still to come of the body. */
  readonly stream?: BodyStream | undefined;
  /** HTTP/2: with it came word that the connection takes no more requests (a GOAWAY frame). */
  readonly goaway?: boolean;
  /** Set where the server speaks HTTP/1.0; the end of such an answer is the end of its connection. */
  readonly http10?: true;
}

/**
 * A request as clients and proxies pass it on. It and {@link SentResponse} are classes for the sake of memory: many are
 * remembered for a while, and what literals make engines put among the long-lived once most of it lives long. There each
 * would keep its headers alive when it has itself long been forgotten.
 */
export class SentRequest implements HttpRequest {
  constructor(
    readonly method: string,
    readonly scheme: HttpRequest['scheme'],
    public authority: string,
    readonly path: string,
    readonly headers: HttpHeaders,
    readonly body: string,
  ) {}
}

/** An answer as servers and proxies pass it on. */
export class SentResponse implements HttpResponse {
  constructor(
    readonly status: number,
    readonly headers: HttpHeaders,
    readonly body: string,
  ) {}
}

/** An answer whose body is still coming; what has come so far is its body. */
export class StreamedResponse implements HttpResponse {
  body = '';
  #source: BodyStream | undefined;

  constructor(
    readonly status: number,
    readonly headers: HttpHeaders,
    source: BodyStream,
    readonly goaway = false,
    readonly http10?: true,
  ) {
    this.#source = source;
  }

  /** The same answer with a body that comes another way, for who takes part in it. */
  static of({ status, headers, goaway, http10 }: HttpResponse, source: BodyStream): StreamedResponse {
    return new StreamedResponse(status, headers, source, goaway, http10);
  }

  /** Undefined once somebody reads it, so that a record of the answer keeps nothing else alive. */
  get stream(): BodyStream | undefined {
    if (this.#source === undefined) return undefined;
    return { read: (write) => this.#read(write), drop: () => this.#take()?.drop() };
  }

  *#read(write: (text: string) => void): Process<boolean> {
    const source = this.#take();
    if (source === undefined) return false;
    return yield* source.read((text) => {
      this.body += text;
      write(text);
    });
  }

  #take(): BodyStream | undefined {
    const source = this.#source;
    this.#source = undefined;
    return source;
  }
}

/** Makes a response, with the very headers that are given; a body gets its content-length (bytes of UTF-8) unless one is among them. */
export function httpResponse(
  status: number,
  body = '',
  headers: HttpHeaders | Iterable<readonly [string, string]> = [],
): HttpResponse {
  const fields = headers instanceof HttpHeaders ? headers : new HttpHeaders(headers);
  if (body !== '' && !fields.has('content-length')) fields.append('content-length', String(utf8Length(body)));
  return new SentResponse(status, fields, body);
}
