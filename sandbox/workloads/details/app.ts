import { isFailure, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { BOOKINFO_PORT, bookinfoImages, jsonAnswer, productId, propagated } from '../bookinfo/family';
import { segmentsOf } from '../request-target';

const SERVER = 'WEBrick/1.8.1 (Ruby/3.3.5/2024-09-03)';
/** What v2 looks up with the external book service. */
const ISBN = '0486424618';

/** Facts about the book. With ENABLE_EXTERNAL_BOOK_SERVICE=true they come from an external book service. */
export const details = defineApp({
  name: 'details',
  images: bookinfoImages('details-v1', 'details-v2'),
  start: (container) => startDetails(container),
});

function startDetails(container: Container): AppInstance {
  const { env } = container;
  container.log('INFO  WEBrick 1.8.1');
  container.log(`INFO  WEBrick::HTTPServer#start: pid=1 port=${String(BOOKINFO_PORT)}`);

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(1, 3));
    const [collection, id] = segmentsOf(request);
    if (collection === 'health') return answer(200, '{"status":"Details is healthy"}');
    if (collection !== 'details') return answer(404, '{"error":"not found"}');
    const product = productId(id);
    if (product === undefined) return answer(400, '{"error":"please provide numeric product id"}');
    if (env['ENABLE_EXTERNAL_BOOK_SERVICE'] === 'true') return yield* external(product, request, call);
    return answer(200, JSON.stringify(bookOf(product)));
  }

  function* external(id: number, request: HttpRequest, call: Call): Process<HttpResponse> {
    const scheme = env['DO_NOT_ENCRYPT'] === 'true' ? 'http' : 'https';
    const url = `${scheme}://www.googleapis.com/books/v1/volumes?q=isbn:${ISBN}`;
    const headers = propagated(request, 'end-user');
    const outcome = yield* call.fetch({ url, headers, timeoutMs: 5000 });
    const volume = isFailure(outcome) ? undefined : firstVolume(outcome.body);
    if (volume === undefined) return answer(400, '{"error":"could not reach the external book service"}');
    return answer(200, JSON.stringify({ id, ...volume }));
  }

  function answer(status: number, body: string): HttpResponse {
    return jsonAnswer(container, status, body, [['server', SERVER]]);
  }

  return { ports: [BOOKINFO_PORT], handle };
}

function bookOf(id: number): object {
  return {
    id,
    author: 'William Shakespeare',
    year: 1595,
    type: 'paperback',
    pages: 200,
    publisher: 'PublisherA',
    language: 'English',
    'ISBN-10': '1234567890',
    'ISBN-13': '123-1234567890',
  };
}

/** What the answer of the volumes API says about its first book, in the order of the service's own facts. */
function firstVolume(body: string): object | undefined {
  try {
    const { items } = JSON.parse(body) as { items?: readonly { volumeInfo: Volume }[] };
    const info = items?.[0]?.volumeInfo;
    if (info === undefined) return undefined;
    const isbn = (type: string): string | undefined =>
      info.industryIdentifiers.find((each) => each.type === type)?.identifier;
    return {
      author: info.authors[0],
      year: info.publishedDate,
      type: info.printType === 'BOOK' ? 'paperback' : 'unknown',
      pages: info.pageCount,
      publisher: info.publisher,
      language: info.language === 'en' ? 'English' : 'unknown',
      'ISBN-10': isbn('ISBN_10'),
      'ISBN-13': isbn('ISBN_13'),
    };
  } catch {
    return undefined;
  }
}

interface Volume {
  readonly authors: readonly string[];
  readonly publishedDate: string;
  readonly printType: string;
  readonly pageCount: number;
  readonly publisher: string;
  readonly language: string;
  readonly industryIdentifiers: readonly { readonly type: string; readonly identifier: string }[];
}
