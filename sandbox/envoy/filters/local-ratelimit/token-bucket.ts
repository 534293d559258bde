/** Tokens that come back over time (source/extensions/filters/common/local_ratelimit/local_ratelimit_impl.cc). */
export class TokenBucket {
  #tokens: number;
  #filledMs: number;

  constructor(
    private readonly settings: {
      readonly maxTokens: number;
      readonly tokensPerFill: number;
      readonly fillIntervalMs: number;
    },
    nowMs: number,
  ) {
    this.#tokens = settings.maxTokens;
    this.#filledMs = nowMs;
  }

  /** Takes a token; false when there is none. */
  take(nowMs: number): boolean {
    const { maxTokens, tokensPerFill, fillIntervalMs } = this.settings;
    const gained = ((nowMs - this.#filledMs) * tokensPerFill) / fillIntervalMs;
    this.#tokens = Math.min(maxTokens, this.#tokens + gained);
    this.#filledMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
