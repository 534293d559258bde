import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/conformance/**/*.conformance.ts'], testTimeout: 300_000 },
});
