// Everything that must hold, one step after the other: `npm test` and `npm run check`.
// `node test/check.mjs NAME...` runs only those steps. The last line counts what passed.
import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

const types = { name: 'types', run: ['npm', 'run', '-s', 'types'] };
const lint = { name: 'lint', run: ['npm', 'run', '-s', 'lint'] };
const unit = { name: 'unit', run: ['npx', 'vitest', 'run', '--reporter=dot'] };
const conformance = {
  name: 'conformance',
  run: ['npx', 'vitest', 'run', '--config', 'vitest.conformance.config.ts'],
};
const format = { name: 'format', run: ['npm', 'run', '-s', 'format'] };
const realEnvoy = {
  name: 'real-envoy',
  run: ['npx', 'vitest', 'run', '--config', 'vitest.real-envoy.config.ts'],
};
const deadCode = { name: 'dead-code', run: ['npm', 'run', '-s', 'dead-code'] };
const labs = { name: 'labs', run: ['npm', 'run', '-s', 'drydock', '--', 'labs', '--check'] };
const build = { name: 'build', run: ['npm', 'run', '-s', 'build'] };
const size = { name: 'size', run: ['npm', 'run', '-s', 'size'] };
const browser = { name: 'browser', run: ['npx', 'vitest', 'run', '--config', 'vitest.browser.config.ts'] };

/**
 * The steps row by row; what stands side by side in a row runs at once, for two cores. A step that prints test totals has
 * them counted.
 */
const rows = [
  [[lint], [types, format]],
  [[unit]],
  [[conformance], [build]],
  [[realEnvoy], [deadCode]],
  [[labs]],
  [[size]],
  [[browser]],
];

const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;
const failures = [];
for (const row of rows) await Promise.all(row.map(inTurn));
if (failures.length > 0) process.stdout.write(`\nfailed: ${failures.join(', ')}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function inTurn(steps) {
  for (const step of steps) if (wanted.length === 0 || wanted.includes(step.name)) await check(step);
}

/** Runs a step, prints it whole when it is over, and adds to the totals. */
async function check({ name, run }) {
  const startedAt = performance.now();
  const { output, status } = await runCommand(run);
  const counts = testTotals(output) ?? { passed: status === 0 ? 1 : 0, failed: 0 };
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  passed += counts.passed;
  failed += counts.failed;
  if (counts.failed > 0) failures.push(name);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
  process.stdout.write(`\n== ${name}\n${output}-- ${name}: ${verdict} (${seconds} s)\n`);
}

function runCommand([command, ...args]) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ output: `${String(error)}\n`, status: 1 }));
    child.on('close', (status) => resolve({ output, status: status ?? 1 }));
  });
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
