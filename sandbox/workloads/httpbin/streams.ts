import { handedOn, StreamedResponse, type HttpRequest, type HttpResponse } from '../../net/index';
import { sleep, type Process } from '../../sim/index';
import { queryOf } from '../request-target';
import { TEXT_TYPE, type Answers } from './answers';
import { goDuration, parseDelay } from './go-duration';

/** No request may take longer, and no body may be bigger. */
const LONGEST_MS = 10_000;
const BIGGEST = 1024 * 1024;
/** So many events fit into the biggest body. */
const MOST_EVENTS = 18_724;

/** An answer whose body comes in pieces, each written when its time has come. */
export function streamed(
  head: HttpResponse,
  count: number,
  piece: (index: number) => string,
  pauseMs = 0,
): HttpResponse {
  return StreamedResponse.of(head, {
    *read(write) {
      for (let index = 0; index < count; index++) {
        if (index > 0 && pauseMs > 0) yield* sleep(pauseMs);
        write(piece(index));
      }
      return true;
    },
    drop: () => undefined,
  });
}

/** The same answer; tells when the last of its body has gone, or nobody wants it any more. */
export function followed(answer: HttpResponse, over: (answer: HttpResponse) => void): HttpResponse {
  if (answer.stream === undefined) {
    over(answer);
    return answer;
  }
  const rest = handedOn(answer.stream, () => {
    over(following);
  });
  const following = StreamedResponse.of(answer, rest);
  return following;
}

/** `/drip`: a byte after the other. */
export function* drip(request: HttpRequest, answers: Answers): Process<HttpResponse> {
  const durationMs = boundedDuration(queryOf(request, 'duration'), 2000);
  if (typeof durationMs === 'string') return answers.error(400, `invalid duration: ${durationMs}`);
  const delayMs = boundedDuration(queryOf(request, 'delay'), 2000);
  if (typeof delayMs === 'string') return answers.error(400, `invalid delay: ${delayMs}`);
  const asked = queryOf(request, 'numbytes') ?? '';
  const bytes = asked === '' ? 10 : integer(asked, 'ParseInt');
  if (typeof bytes === 'string') return answers.error(400, `invalid numbytes: ${bytes}`);
  if (bytes < 1 || bytes > BIGGEST)
    return answers.error(400, `invalid numbytes: ${String(bytes)} not in range [1, ${String(BIGGEST)}]`);
  const code = queryOf(request, 'code') ?? '';
  const status = code === '' ? 200 : integer(code, 'Atoi');
  if (typeof status === 'string')
    return answers.error(400, `invalid status code: ${JSON.stringify(code)}: ${status}`);
  if (status < 100 || status > 599)
    return answers.error(400, `invalid status code: ${String(status)} not in range [100, 599]`);
  if (durationMs + delayMs > LONGEST_MS)
    return answers.error(
      400,
      `too much time: ${goDuration(durationMs)}+${goDuration(delayMs)} > ${goDuration(LONGEST_MS)}`,
    );
  // nobody waits after the last byte
  const pauseMs = bytes > 1 ? durationMs / (bytes - 1) : durationMs;
  yield* sleep(delayMs);
  const timings = [
    timing('total_duration', delayMs + durationMs, 'total request duration'),
    timing('initial_delay', delayMs, 'initial delay'),
    timing('write_duration', durationMs, 'duration of writes after initial delay'),
    timing('pause_per_write', pauseMs, 'computed pause between writes'),
  ];
  const head = answers.head(status, TEXT_TYPE, [
    ['content-length', String(bytes)],
    ['server-timing', timings.join(', ')],
  ]);
  return pauseMs === 0
    ? streamed(head, 1, () => '*'.repeat(bytes))
    : streamed(head, bytes, () => '*', pauseMs);
}

/** `/sse`: events, one after the other. @param now epoch milliseconds */
export function* serverSentEvents(
  request: HttpRequest,
  answers: Answers,
  now: () => number,
): Process<HttpResponse> {
  const asked = queryOf(request, 'count') ?? '';
  const count = asked === '' ? 10 : integer(asked, 'Atoi');
  if (typeof count === 'string') return answers.error(400, `invalid count: ${count}`);
  if (count < 1 || count > MOST_EVENTS)
    return answers.error(400, `invalid count: must in range [1, ${String(MOST_EVENTS)}]`);
  const durationMs = boundedDuration(queryOf(request, 'duration'), 5000);
  if (typeof durationMs === 'string') return answers.error(400, `invalid duration: ${durationMs}`);
  const delayMs = boundedDuration(queryOf(request, 'delay'), 0);
  if (typeof delayMs === 'string') return answers.error(400, `invalid delay: ${delayMs}`);
  if (durationMs + delayMs > LONGEST_MS) return answers.answer(400, TEXT_TYPE, 'Too much time\n');
  yield* sleep(delayMs);
  const pauseMs = count > 1 ? durationMs / (count - 1) : durationMs;
  const head = answers.head(200, 'text/event-stream; charset=utf-8', [['trailer', 'Server-Timing']]);
  return streamed(head, count, (id) => event(id, now()), pauseMs);
}

function event(id: number, timestamp: number): string {
  return `event: ping\ndata: ${JSON.stringify({ id, timestamp })}\n\n`;
}

/** Milliseconds, or what is wrong with them. */
function boundedDuration(text: string | undefined, otherwise: number): number | string {
  if (text === undefined || text === '') return otherwise;
  const ms = parseDelay(text);
  if (ms === undefined) return `strconv.ParseFloat: parsing ${JSON.stringify(text)}: invalid syntax`;
  if (ms > LONGEST_MS) return `duration ${goDuration(ms)} longer than ${goDuration(LONGEST_MS)}`;
  return ms < 0 ? `duration ${goDuration(ms)} shorter than 0s` : ms;
}

function integer(text: string, by: 'ParseInt' | 'Atoi'): number | string {
  return /^[+-]?\d+$/.test(text)
    ? Number(text)
    : `strconv.${by}: parsing ${JSON.stringify(text)}: invalid syntax`;
}

function timing(name: string, ms: number, description: string): string {
  return `${name};dur=${ms.toFixed(2)};desc="${description}"`;
}
