import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presentCorpora } from './corpora';
import { floors } from './floors';
import { runConformance } from './run';

const directory = resolve('../shared/corpus');

describe.skipIf(!existsSync(directory))('no corpus falls below what it has reached', () => {
  test.each(presentCorpora(directory))('$key', async ({ key, total }) => {
    const result = (await runConformance(directory, key))?.[key];
    expect(result?.total).toBe(total);
    expect(result?.pass).toBeGreaterThanOrEqual(floors[key] ?? 0);
  });
});

test('says where the corpus was looked for', () => {
  process.stdout.write(
    existsSync(directory)
      ? `conformance: ${directory}\n`
      : `conformance: there is no corpus at ${directory}\n`,
  );
  expect(floors).toBeTypeOf('object');
});
