import { defineConfig } from 'vitest/config';

/** Tests that ask a real Envoy; skipped where there is none. */
export default defineConfig({
  test: { include: ['test/real-envoy/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 60_000 },
});
