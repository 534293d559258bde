import type { HttpHeaders, SpanContext } from '../../net/index';
import type { RandomStream } from '../../sim/index';
import type { HttpConnectionManager } from '../config/index';
import { hexDigit } from './normalize-path';

type TracingSettings = NonNullable<HttpConnectionManager['tracing']>;

/** Where a request id says whether its trace is kept: the first digit of its third group. */
const REASON_AT = 14;
const NOT_TRACED = '4';
const SAMPLED = '9';
/** Sampled, forced by a service, forced by a client. */
const TRACED: ReadonlySet<string> = new Set([SAMPLED, 'a', 'b']);
/** A share is drawn in hundredths of a percent. */
const SHARES = 10_000;

/**
 * Begins the span of a request and writes it into its headers, for those who come next. The sender's span is the
 * parent, when its headers came along; without them a new trace begins. Without a receiver the request is drawn and
 * nothing more (source/common/tracing/http_tracer_impl.cc,
 * source/extensions/tracers/zipkin and opentelemetry).
 */
export function beginSpan(
  headers: HttpHeaders,
  settings: TracingSettings,
  random: RandomStream,
): SpanContext | undefined {
  const traced = decide(headers, settings);
  const tracer = settings.provider?.name ?? settings.bootstrapTracer;
  if (tracer === undefined) return undefined;
  const w3c = tracer === 'envoy.tracers.opentelemetry';
  const parent = w3c ? traceparentOf(headers) : b3Of(headers);
  const span: SpanContext = {
    traceId: parent?.traceId ?? random.hex(32),
    spanId: random.hex(16),
    ...(parent === undefined ? {} : { parentId: parent.spanId }),
    sampled: parent?.sampled ?? traced,
  };
  if (settings.noContextPropagation === true) return span;
  if (w3c) headers.set('traceparent', `00-${span.traceId}-${span.spanId}-${span.sampled ? '01' : '00'}`);
  else injectB3(headers, span);
  return span;
}

/** Ids of another form are left alone (source/extensions/request_id/uuid, getInteger and setTraceReason). */
const UUID_LENGTH = 36;

/** What the first eight digits say; NaN when they are none. */
function firstNumber(id: string): number {
  let number = 0;
  for (let i = 0; i < 8; i++) number = number * 16 + hexDigit(id.charCodeAt(i));
  return number;
}

/** Whether the request's trace is kept: what its id says, else a share of all ids. A new decision is written into it. */
function decide(headers: HttpHeaders, { randomSampling }: TracingSettings): boolean {
  const id = headers.get('x-request-id') ?? '';
  const reason = id[REASON_AT] ?? NOT_TRACED;
  if (TRACED.has(reason)) return true;
  const drawn = id.length === UUID_LENGTH ? firstNumber(id) % SHARES : NaN;
  if (!(drawn < randomSampling.value * (SHARES / 100))) return false;
  headers.set('x-request-id', id.slice(0, REASON_AT) + SAMPLED + id.slice(REASON_AT + 1));
  return true;
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
