import { isFailure, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { defineApp, type AppInstance, type Call, type Container } from '../app';
import { BOOKINFO_PORT, bookinfoImages, jsonAnswer, productId } from '../bookinfo/family';
import { segmentsOf } from '../request-target';

const MINUTE_MS = 60_000;
/** Share of the answers of the faulty and delayed variants that go wrong. */
const BAD_SHARE = 0.5;
const LONG_DELAY_MS = 7000;
const STORED = { Reviewer1: 5, Reviewer2: 4 };

/**
 * Stars of the two reviewers. Variants: `v2` asks a database; `v-faulty` fails half of the time, `v-delayed` takes
 * 7 s half of the time, `v-unavailable` is gone every other minute, `v-unhealthy` every other quarter of an hour.
 */
export const ratings = defineApp({
  name: 'ratings',
  images: bookinfoImages(
    'ratings-v1',
    'ratings-v2',
    'ratings-v-faulty',
    'ratings-v-delayed',
    'ratings-v-unavailable',
    'ratings-v-unhealthy',
  ),
  start: (container) => startRatings(container),
});

function startRatings(container: Container): AppInstance {
  const { env, random } = container;
  const version = env['SERVICE_VERSION'] ?? /ratings-(v[\w-]+)/.exec(container.image)?.[1] ?? 'v1';
  const startedMs = container.now();
  const rated = new Map<number, object>();
  container.log(`Server listening on: http://0.0.0.0:${String(BOOKINFO_PORT)}`);

  /** True in every other period since the start, beginning with the second. */
  function everyOther(periodMs: number): boolean {
    return Math.floor((container.now() - startedMs) / periodMs) % 2 === 1;
  }

  function* handle(request: HttpRequest, call: Call): Process<HttpResponse> {
    yield* sleep(random.between(1, 3));
    container.log(`${request.method} ${request.path}`);
    const [collection, id] = segmentsOf(request);
    const unhealthy = version === 'v-unhealthy' && everyOther(15 * MINUTE_MS);
    if (collection === 'health') {
      return unhealthy
        ? answer(500, { status: 'Ratings is not healthy' })
        : answer(200, { status: 'Ratings is healthy' });
    }
    if (collection !== 'ratings') return answer(404, { error: 'not found' });
    const product = productId(id);
    if (product === undefined) return answer(400, { error: 'please provide numeric product ID' });
    if (request.method === 'POST') return post(product, request.body);
    if (version.startsWith('v2')) return yield* askDatabase(product, call);
    if (version === 'v-delayed' && random.float() < BAD_SHARE) yield* sleep(LONG_DELAY_MS);
    const failed =
      (version === 'v-faulty' && random.float() < BAD_SHARE) ||
      (version === 'v-unavailable' && everyOther(MINUTE_MS)) ||
      unhealthy;
    if (failed) return answer(503, { error: 'Service unavailable' });
    return answer(200, { id: product, ratings: rated.get(product) ?? STORED });
  }

  function post(id: number, body: string): HttpResponse {
    if (version.startsWith('v2'))
      return answer(501, { error: 'Post not implemented for database backed ratings' });
    const given = parseRatings(body);
    if (given === undefined) return answer(400, { error: 'please provide valid ratings JSON' });
    rated.set(id, given);
    return answer(200, { id, ratings: given });
  }

  /** The database's protocol is not simulated: that its port answers is enough to find the two ratings it holds. */
  function* askDatabase(id: number, call: Call): Process<HttpResponse> {
    const mysql = env['DB_TYPE'] === 'mysql';
    const mongo = /^mongodb:\/\/([^/]+)/.exec(env['MONGO_DB_URL'] ?? '')?.[1] ?? 'mongodb:27017';
    const address = mysql ? `${env['MYSQL_DB_HOST'] ?? ''}:${env['MYSQL_DB_PORT'] ?? '3306'}` : mongo;
    const outcome = yield* call.fetch({ url: `http://${address}/`, timeoutMs: 5000 });
    if (isFailure(outcome)) return answer(500, { error: 'could not connect to ratings database' });
    return answer(200, { id, ratings: STORED });
  }

  function answer(status: number, body: object): HttpResponse {
    return jsonAnswer(container, status, JSON.stringify(body));
  }

  return { ports: [BOOKINFO_PORT], handle };
}

function parseRatings(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
