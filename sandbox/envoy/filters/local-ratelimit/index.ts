import { memoByObject } from '../../../lib/memo';
import type { HttpResponse } from '../../../net/index';
import { settled, type Process } from '../../../sim/index';
import { durationMs } from '../../cluster/durations';
import type { LocalRateLimit } from '../../config/index';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import { defineFilter, type Next } from '../filter';
import { parseFraction } from '../fraction';
import { TokenBucket } from './token-bucket';

const TOO_MANY_REQUESTS = 429;
/** The body of the answer, and its details. */
const LIMITED = 'local_rate_limited';

/**
 * Stops requests when the bucket of its route, else of its listener, is empty
 * (source/extensions/filters/http/local_ratelimit/local_ratelimit.cc).
 */
export const localRateLimitFilter = defineFilter({
  name: 'envoy.filters.http.local_ratelimit',
  create({ config, routeConfig, services }) {
    const settings = (routeConfig ?? config) as unknown as LocalRateLimit;
    const bucket = bucketsOf(services)(settings);
    if (!bucket) return undefined;
    const enabled = parseFraction(settings.filterEnabled?.defaultValue);
    const enforced = parseFraction(settings.filterEnforced?.defaultValue);
    const draws = ({ numerator, denominator }: typeof enabled): boolean =>
      numerator >= denominator || services.random.rateLimit.below(denominator) < numerator;
    const code = settings.status?.code ?? TOO_MANY_REQUESTS;
    const status = code < 400 ? TOO_MANY_REQUESTS : code;
    return (stream: HttpStream, next: Next): Process<HttpResponse> => {
      if (!draws(enabled) || bucket.take(services.kernel.nowMs) || !draws(enforced)) return next(stream);
      const response = stream.reply(status, LIMITED, LIMITED, 'RL');
      for (const { header } of settings.responseHeadersToAdd ?? [])
        response.headers.append(header.key, header.value);
      return settled(response);
    };
  },
});

/** A proxy has one bucket for settings, however many routes they stand on. */
const bucketsOf = memoByObject(({ kernel }: ProxyServices) =>
  memoByObject(({ tokenBucket }: LocalRateLimit): TokenBucket | undefined => {
    const fillIntervalMs = durationMs(tokenBucket?.fillInterval);
    if (!tokenBucket || fillIntervalMs === undefined) return undefined;
    const { maxTokens, tokensPerFill = 1 } = tokenBucket;
    return new TokenBucket({ maxTokens, tokensPerFill, fillIntervalMs }, kernel.nowMs);
  }),
);
