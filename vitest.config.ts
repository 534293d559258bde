import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/real-envoy/**', 'node_modules/**'],
    // No test keeps anything in a module, so the modules are loaded once for each worker and not once for each file.
    isolate: false,
    testTimeout: 30_000,
  },
});
