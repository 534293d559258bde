import type { Draw, HttpResponse, Story } from '../../../net/index';
import { sleep, type Process } from '../../../sim/index';
import { durationMs } from '../../cluster/durations';
import { says } from '../../decision/told';
import type { HttpStream } from '../../http/stream';
import { defineFilter, type Next } from '../filter';
import { parseFraction, type Fraction } from '../fraction';

interface Fault {
  readonly delay: { readonly ms: number; readonly fraction: Fraction } | undefined;
  readonly abort:
    { readonly status: number; readonly grpc: boolean; readonly fraction: Fraction } | undefined;
}

/**
 * envoy.extensions.filters.http.fault.v3.HTTPFault: a delay is drawn first, then, after it, an abort with a draw of its
 * own (source/extensions/filters/http/fault/fault_filter.cc).
 */
export const faultFilter = defineFilter({
  name: 'envoy.filters.http.fault',
  create({ config, routeConfig, services }) {
    const fault = parseFault(routeConfig ?? config);
    if (!fault.delay && !fault.abort) return undefined;
    return function* injectFault(stream: HttpStream, next: Next): Process<HttpResponse> {
      const { delay, abort } = fault;
      if (delay) {
        const draw = services.random.fault.below(delay.fraction.denominator);
        const fires = draw < delay.fraction.numerator;
        const drawn = drawOf(draw, delay.fraction);
        note(stream, fires ? ['delays', delay.ms, drawn] : ['noDelay', drawn], drawn);
        if (fires) {
          stream.addFlag('DI');
          yield* sleep(delay.ms);
        }
      }
      if (abort) {
        const draw = services.random.fault.below(abort.fraction.denominator);
        const fires = draw < abort.fraction.numerator;
        const drawn = drawOf(draw, abort.fraction);
        note(stream, fires ? ['aborts', abort.status, drawn] : ['noAbort', drawn], drawn);
        if (fires) {
          const response = stream.reply(
            abort.grpc ? 200 : abort.status,
            'fault filter abort',
            'fault_filter_abort',
            'FI',
          );
          if (abort.grpc) response.headers.set('grpc-status', String(abort.status));
          return response;
        }
      }
      return yield* next(stream);
    };
  },
});

function drawOf(draw: number, { numerator, denominator }: Fraction): Draw {
  return [draw, denominator, numerator];
}

function note(stream: HttpStream, story: Story, [draw, denominator, numerator]: Draw): void {
  const origin = stream.route?.config.origin;
  stream.decision.note({
    step: 'filter',
    name: 'envoy.filters.http.fault',
    ...says(story),
    ...(origin ? { origin } : {}),
    values: { draw, numerator, denominator },
  });
}

function parseFault(config: Readonly<Record<string, unknown>>): Fault {
  const delay = config['delay'] as
    { readonly fixedDelay?: string; readonly percentage?: unknown } | undefined;
  const abort = config['abort'] as
    { readonly httpStatus?: number; readonly grpcStatus?: number; readonly percentage?: unknown } | undefined;
  const delayMs = durationMs(delay?.fixedDelay);
  const status = abort?.httpStatus ?? abort?.grpcStatus;
  return {
    delay: delayMs === undefined ? undefined : { ms: delayMs, fraction: parseFraction(delay?.percentage) },
    abort:
      status === undefined
        ? undefined
        : { status, grpc: abort?.httpStatus === undefined, fraction: parseFraction(abort?.percentage) },
  };
}
