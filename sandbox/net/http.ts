/**
 * HTTP header fields in order, names compared without case, values kept as separate lines.
 * Mutable: proxies edit the request they forward; `clone()` before handing on what others keep.
 */
export class HttpHeaders {
  readonly #fields: [name: string, value: string][];

  constructor(fields: Iterable<readonly [string, string]> = []) {
    this.#fields = [];
    for (const [name, value] of fields) this.#fields.push([name, value]);
  }

  /** All values of a field joined with `,` (as Envoy does before matching); undefined when absent. */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    let joined: string | undefined;
    for (const field of this.#fields) {
      if (field[0].toLowerCase() !== wanted) continue;
      joined = joined === undefined ? field[1] : `${joined},${field[1]}`;
    }
    return joined;
  }

  /** Each value of a field on its own. */
  values(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.#fields.filter((field) => field[0].toLowerCase() === wanted).map((field) => field[1]);
  }

  has(name: string): boolean {
    const wanted = name.toLowerCase();
    return this.#fields.some((field) => field[0].toLowerCase() === wanted);
  }

  /** Replaces every line of the field by one, at the place of the first; appends when absent. */
  set(name: string, value: string): this {
    const wanted = name.toLowerCase();
    const index = this.#fields.findIndex((field) => field[0].toLowerCase() === wanted);
    if (index < 0) return this.append(name, value);
    this.#fields[index] = [name, value];
    for (let i = this.#fields.length - 1; i > index; i--) {
      if (this.#fields[i]?.[0].toLowerCase() === wanted) this.#fields.splice(i, 1);
    }
    return this;
  }

  append(name: string, value: string): this {
    this.#fields.push([name, value]);
    return this;
  }

  delete(name: string): boolean {
    const wanted = name.toLowerCase();
    const before = this.#fields.length;
    for (let i = this.#fields.length - 1; i >= 0; i--) {
      if (this.#fields[i]?.[0].toLowerCase() === wanted) this.#fields.splice(i, 1);
    }
    return this.#fields.length < before;
  }

  entries(): readonly (readonly [name: string, value: string])[] {
    return this.#fields;
  }

  clone(): HttpHeaders {
    return new HttpHeaders(this.#fields);
  }
}

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
}

/** Makes a response; a body gets its content-length (bytes of UTF-8) unless one is given. */
export function httpResponse(
  status: number,
  body = '',
  headers: Iterable<readonly [string, string]> = [],
): HttpResponse {
  return { status, body, headers: new HttpHeaders(headers) };
}
