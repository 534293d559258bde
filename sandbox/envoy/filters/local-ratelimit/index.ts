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
/** What stops a request: status, body, details and flag. */
const DETAILS = 'local_rate_limited';

/**
 * Stops requests when the bucket of its route, else of its listener, is empty
 * (source/extensions/filters/http/local_ratelimit/local_ratelimit.cc).
 */
export const localRateLimitFilter = defineFilter({
  name: 'envoy.filters.http.local_ratelimit',
  create({ config, routeConfig, services }) {
    const settings = (routeConfig ?? config) as unknown as LocalRateLimit;
    const bucket = bucketOf(settings, services);
    if (!bucket) return undefined;
    const enabled = parseFraction(settings.filterEnabled?.defaultValue);
    const enforced = parseFraction(settings.filterEnforced?.defaultValue);
    const draws = ({ numerator, denominator }: typeof enabled): boolean =>
      numerator >= denominator || services.random.rateLimit.below(denominator) < numerator;
    const code = settings.status?.code ?? TOO_MANY_REQUESTS;
    const status = code < 400 ? TOO_MANY_REQUESTS : code;
    return (stream: HttpStream, next: Next): Process<HttpResponse> => {
      if (!draws(enabled) || bucket.take(services.kernel.nowMs) || !draws(enforced)) return next(stream);
      const response = stream.reply(status, DETAILS, DETAILS, 'RL');
      for (const { header } of settings.responseHeadersToAdd ?? [])
        response.headers.append(header.key, header.value);
      return settled(response);
    };
  },
});

const buckets = new WeakMap<ProxyServices, WeakMap<LocalRateLimit, TokenBucket>>();

/** A proxy has one bucket for settings, however many routes they stand on. */
function bucketOf(settings: LocalRateLimit, services: ProxyServices): TokenBucket | undefined {
  const { tokenBucket } = settings;
  const fillIntervalMs = durationMs(tokenBucket?.fillInterval);
  if (!tokenBucket || fillIntervalMs === undefined) return undefined;
  const own = buckets.get(services) ?? new WeakMap<LocalRateLimit, TokenBucket>();
  buckets.set(services, own);
  const known = own.get(settings);
  if (known) return known;
  const { maxTokens, tokensPerFill = 1 } = tokenBucket;
  const made = new TokenBucket({ maxTokens, tokensPerFill, fillIntervalMs }, services.kernel.nowMs);
  own.set(settings, made);
  return made;
}
