import type { HttpHeaders, SpanContext } from '../../net/index';
import type { RandomStream } from '../../sim/index';
import type { HttpConnectionManager } from '../config/index';

type TracingSettings = NonNullable<HttpConnectionManager['tracing']>;

/** Where a request id says whether its trace is kept: the first digit of its third group. */
const REASON_AT = 14;
const SAMPLED = '9';
/** Sampled, forced by a service, forced by a client. */
const TRACED: readonly number[] = [SAMPLED, 'a', 'b'].map((digit) => digit.charCodeAt(0));
/** A share is drawn in hundredths of a percent. */
const SHARES = 10_000;
/** Ids of another form are left alone (source/extensions/request_id/uuid, getInteger and setTraceReason). */
const UUID_LENGTH = 36;

/**
 * What a connection manager does about traces. Without a receiver requests are drawn and nothing more
 * (source/common/tracing/http_tracer_impl.cc, source/extensions/tracers/zipkin and opentelemetry).
 */
export class Tracer {
  readonly #name: string | undefined;
  /** Of {@link SHARES}. */
  readonly #sampled: number;
  readonly #propagates: boolean;

  constructor(
    { provider, bootstrapTracer, randomSampling, noContextPropagation }: TracingSettings,
    private readonly random: RandomStream,
  ) {
    this.#name = provider?.name ?? bootstrapTracer;
    this.#sampled = randomSampling.value * (SHARES / 100);
    this.#propagates = noContextPropagation !== true;
  }

  /**
   * Begins the span of a request and writes it into its headers, for those who come next. The sender's span is the
   * parent, when its headers came along; without them a new trace begins.
   */
  begin(headers: HttpHeaders): SpanContext | undefined {
    const { random } = this;
    const traced = this.#decide(headers);
    if (this.#name === undefined) return undefined;
    const w3c = this.#name === 'envoy.tracers.opentelemetry';
    const parent = w3c ? traceparentOf(headers) : b3Of(headers);
    const span: SpanContext = {
      traceId: parent?.traceId ?? random.hex(32),
      spanId: random.hex(16),
      ...(parent === undefined ? {} : { parentId: parent.spanId }),
      sampled: parent?.sampled ?? traced,
    };
    if (!this.#propagates) return span;
    if (w3c) headers.set('traceparent', `00-${span.traceId}-${span.spanId}-${span.sampled ? '01' : '00'}`);
    else injectB3(headers, span);
    return span;
  }

  /** Whether the request's trace is kept: what its id says, else a share of all ids. A new decision is written into it. */
  #decide(headers: HttpHeaders): boolean {
    const id = headers.get('x-request-id') ?? '';
    if (id.length > REASON_AT && TRACED.includes(id.charCodeAt(REASON_AT))) return true;
    if (id.length !== UUID_LENGTH) return false;
    const number = firstNumber(id);
    if (number === undefined || number % SHARES >= this.#sampled) return false;
    headers.set('x-request-id', id.slice(0, REASON_AT) + SAMPLED + id.slice(REASON_AT + 1));
    return true;
  }
}

/** What the first eight digits say; undefined when they are none. */
function firstNumber(id: string): number | undefined {
  let number = 0;
  for (let i = 0; i < 8; i++) {
    const unit = id.charCodeAt(i);
    const letter = unit | 0x20;
    if (unit >= 0x30 && unit <= 0x39) number = (number << 4) | (unit - 0x30);
    else if (letter >= 0x61 && letter <= 0x66) number = (number << 4) | (letter - 0x61 + 10);
    else return undefined;
  }
  return number >>> 0;
}

interface Parent {
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined where the sender left the decision open. */
  readonly sampled: boolean | undefined;
}

/** The four fields of B3, or all of them in one (https://github.com/openzipkin/b3-propagation). */
function b3Of(headers: HttpHeaders): Parent | undefined {
  const [one = '', spanOfOne, sampledOfOne] = (headers.get('b3') ?? '').split('-');
  const traceId = headers.get('x-b3-traceid') ?? one;
  const spanId = headers.get('x-b3-spanid') ?? spanOfOne;
  const sampled = headers.get('x-b3-sampled') ?? sampledOfOne;
  if (!/^([0-9a-f]{16}){1,2}$/.test(traceId) || spanId === undefined || !/^[0-9a-f]{16}$/.test(spanId))
    return undefined;
  return { traceId, spanId, sampled: sampled === undefined ? undefined : sampled === '1' || sampled === 'd' };
}

function traceparentOf(headers: HttpHeaders): Parent | undefined {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(headers.get('traceparent') ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

function injectB3(headers: HttpHeaders, { traceId, spanId, parentId, sampled }: SpanContext): void {
  headers.delete('b3');
  headers.set('x-b3-traceid', traceId);
  headers.set('x-b3-spanid', spanId);
  if (parentId === undefined) headers.delete('x-b3-parentspanid');
  else headers.set('x-b3-parentspanid', parentId);
  headers.set('x-b3-sampled', sampled ? '1' : '0');
}
