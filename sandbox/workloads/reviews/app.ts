import { isFailure, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { BOOKINFO_PORT, bookinfoImages, jsonAnswer, productId, propagated } from '../bookinfo/family';
import { segmentsOf } from '../request-target';

/** How long a version waits for ratings: patient with black stars, impatient with any other colour. */
const PATIENT_MS = 10_000;
const IMPATIENT_MS = 2500;
/** Headers of Open Liberty. */
const LIBERTY = [
  ['x-powered-by', 'Servlet/3.1'],
  ['content-language', 'en-US'],
] as const;

const TEXTS = [
  'An extremely entertaining play by Shakespeare. The slapstick humour is refreshing!',
  'Absolutely fun and entertaining. The play lacks thematic depth when compared to other plays by Shakespeare.',
];

/** Two reviews of the book. v1 asks nobody; v2 asks ratings and shows black stars, v3 red ones. */
export const reviews = defineApp({
  name: 'reviews',
  images: bookinfoImages('reviews-v1', 'reviews-v2', 'reviews-v3'),
  start: (container) => startReviews(container),
});

function startReviews(container: Container): AppInstance {
  const { env } = container;
  const version = /-(v\d+)(?::|@|$)/.exec(container.image)?.[1] ?? 'v1';
  const rated = env['ENABLE_RATINGS'] === undefined ? version !== 'v1' : env['ENABLE_RATINGS'] === 'true';
  const color = env['STAR_COLOR'] ?? (version === 'v3' ? 'red' : 'black');
  const domain = env['SERVICES_DOMAIN'] === undefined ? '' : `.${env['SERVICES_DOMAIN']}`;
  const ratingsUrl = `http://${env['RATINGS_HOSTNAME'] ?? `ratings${domain}`}:${env['RATINGS_SERVICE_PORT'] ?? '9080'}/ratings`;
  container.log('[AUDIT   ] CWWKF0011I: The defaultServer server is ready to run a smarter planet.');

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(container.random.between(3, 8));
    const [collection, id] = segmentsOf(request);
    if (collection === 'health') return answer(200, '{"status": "Reviews is healthy"}');
    const product = productId(id);
    if (collection !== 'reviews' || product === undefined) return answer(404, '');
    const stars = rated ? yield* askRatings(product, request, call) : undefined;
    return answer(200, body(String(product), stars));
  }

  /** Stars of the two reviewers, -1 where ratings knows none; `failed` when it did not answer. */
  function* askRatings(id: number, request: HttpRequest, call: Call): Process<readonly number[] | 'failed'> {
    const timeoutMs = color === 'black' ? PATIENT_MS : IMPATIENT_MS;
    const headers = propagated(request, 'end-user');
    const outcome = yield* call.fetch({ url: `${ratingsUrl}/${String(id)}`, headers, timeoutMs });
    if (isFailure(outcome) || outcome.status !== 200) {
      const why = isFailure(outcome) ? outcome.failure : String(outcome.status);
      container.log(`Error: unable to contact ${ratingsUrl} got status of ${why}`);
      return 'failed';
    }
    const { ratings = {} } = JSON.parse(outcome.body) as { ratings?: Readonly<Record<string, number>> };
    return TEXTS.map((_text, index) => ratings[`Reviewer${String(index + 1)}`] ?? -1);
  }

  function body(id: string, stars: readonly number[] | 'failed' | undefined): string {
    const entries = TEXTS.map((text, index) => {
      const rating = stars === undefined ? '' : `, "rating": ${ratingJson(stars, index)}`;
      return `{  "reviewer": "Reviewer${String(index + 1)}",  "text": "${text}"${rating}}`;
    });
    const cluster = env['CLUSTER_NAME'] ?? 'null';
    return `{"id": "${id}","podname": "${container.hostname}","clustername": "${cluster}","reviews": [${entries.join(',')}]}`;
  }

  function ratingJson(stars: readonly number[] | 'failed', index: number): string {
    const given = stars === 'failed' ? -1 : (stars[index] ?? -1);
    if (given === -1) return '{"error": "Ratings service is currently unavailable"}';
    return `{"stars": ${String(given)}, "color": "${color}"}`;
  }

  function answer(status: number, json: string): HttpResponse {
    return jsonAnswer(container, status, json, LIBERTY);
  }

  return { ports: [BOOKINFO_PORT], handle };
}
