/** What a session needs from its platform. */
export interface SessionPlatform {
  /** Monotonic real milliseconds. */
  now(): number;
  later(callback: () => void, delayMs: number): void;
}
