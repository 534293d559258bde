// Everything that must hold, one step after the other: `npm test` and `npm run check`.
// `node test/check.mjs NAME...` runs only those steps. The last line counts what passed.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** The steps in order; a step that prints test totals has them counted, any other counts as one. */
const steps = [
  { name: 'types', run: ['npm', 'run', '-s', 'types'] },
  { name: 'lint', run: ['npm', 'run', '-s', 'lint'] },
  { name: 'format', run: ['npm', 'run', '-s', 'format'] },
  { name: 'dead-code', run: ['npm', 'run', '-s', 'dead-code'] },
  { name: 'unit', run: ['npx', 'vitest', 'run', '--reporter=dot'] },
  { name: 'conformance', run: ['npx', 'vitest', 'run', '--config', 'vitest.conformance.config.ts'] },
  { name: 'real-envoy', run: ['npx', 'vitest', 'run', '--config', 'vitest.real-envoy.config.ts'] },
  { name: 'labs', run: ['npm', 'run', '-s', 'drydock', '--', 'labs', '--check'] },
  { name: 'build', run: ['npm', 'run', '-s', 'build'] },
  { name: 'size', run: ['npm', 'run', '-s', 'size'] },
  { name: 'browser', run: ['npx', 'vitest', 'run', '--config', 'vitest.browser.config.ts'] },
];

const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;
const failures = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  const startedAt = performance.now();
  process.stdout.write(`\n== ${step.name}\n`);
  const { output, status } = run(step.run);
  const counts = testTotals(output) ?? { passed: status === 0 ? 1 : 0, failed: 0 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  passed += counts.passed;
  failed += counts.failed;
  if (counts.failed > 0) failures.push(step.name);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`-- ${step.name}: ${counts.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
}
if (failures.length > 0) process.stdout.write(`\nfailed: ${failures.join(', ')}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs a command, passing its output through and keeping it for the totals. */
function run([command, ...args]) {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
  });
  const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
  process.stdout.write(output);
  if (result.error) process.stdout.write(`${String(result.error)}\n`);
  return { output, status: result.status ?? 1 };
}

/** Vitest's `Tests  3 failed | 210 passed (213)`. */
function testTotals(output) {
  const line = /^\s*Tests\s+(.*)$/m.exec(output)?.[1];
  if (line === undefined) return undefined;
  return {
    passed: Number(/(\d+) passed/.exec(line)?.[1] ?? 0),
    failed: Number(/(\d+) failed/.exec(line)?.[1] ?? 0),
  };
}
