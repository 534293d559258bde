import {
  requestBytes,
  responseBytes,
  utf8Length,
  type HttpRequest,
  type HttpResponse,
} from '../../net/index';

/** Sizes of messages as HTTP/1.1 writes them. A body that passes proxy after proxy is measured once. */
export class WireSizes {
  #body = '';
  #bodyBytes = 0;

  ofRequest(request: HttpRequest): number {
    return requestBytes(request, this.#ofBody(request.body));
  }

  ofResponse(response: HttpResponse): number {
    return responseBytes(response, this.#ofBody(response.body));
  }

  #ofBody(body: string): number {
    if (body === '') return 0;
    if (body !== this.#body) {
      this.#body = body;
      this.#bodyBytes = utf8Length(body);
    }
    return this.#bodyBytes;
  }
}
