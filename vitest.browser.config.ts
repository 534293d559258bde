import { defineConfig } from 'vitest/config';

/** Tests of the built site in a real browser. They share one machine, so they run one after the other. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // A shared machine may stall a browser for seconds; a second failure is a failure.
    retry: process.env.CI === undefined ? 0 : 1,
  },
});
