import { utf8Length, type HttpHeaders, type HttpRequest, type HttpResponse } from '../../net/index';

/** ` HTTP/1.1\r\n` with the blank before it, and the empty line behind the fields. */
const REQUEST_FRAME = ' '.length + ' HTTP/1.1\r\n'.length + '\r\n'.length;
/** `HTTP/1.1 200 OK\r\n` and the empty line; longer reasons are not told apart. */
const RESPONSE_FRAME = 'HTTP/1.1 200 OK\r\n'.length + '\r\n'.length;
/** `host: ` and its line break. */
const HOST_FRAME = 'host: '.length + '\r\n'.length;
/** `: ` and the line break of a field. */
const FIELD_FRAME = 4;

/** Sizes of messages as HTTP/1.1 writes them. A body that passes proxy after proxy is measured once. */
export class WireSizes {
  #body = '';
  #bodyBytes = 0;

  ofRequest({ method, path, authority, headers, body }: HttpRequest): number {
    const line = method.length + path.length + REQUEST_FRAME;
    return (
      line + HOST_FRAME + authority.length + fieldBytes(headers) + (body === '' ? 0 : this.#ofBody(body))
    );
  }

  ofResponse({ headers, body }: HttpResponse): number {
    return RESPONSE_FRAME + fieldBytes(headers) + (body === '' ? 0 : this.#ofBody(body));
  }

  #ofBody(body: string): number {
    if (body !== this.#body) {
      this.#body = body;
      this.#bodyBytes = utf8Length(body);
    }
    return this.#bodyBytes;
  }
}

function fieldBytes(headers: HttpHeaders): number {
  return headers.characters + FIELD_FRAME * headers.size;
}
