import { describe, expect, it } from 'vitest';
import { runScript } from './support/run-script';
import { awk } from './transcripts/awk';
import { control } from './transcripts/control';
import { errors } from './transcripts/errors';
import { jqFilters } from './transcripts/jq';
import { ours } from './transcripts/ours';
import { programs } from './transcripts/programs';
import { redirections } from './transcripts/redirections';
import { sed } from './transcripts/sed';
import { syntax } from './transcripts/syntax';
import { words } from './transcripts/words';

const tables = { words, control, redirections, programs, errors, syntax, sed, awk, jqFilters, ours };

describe.each(Object.entries(tables))('%s', (_name, rows) => {
  it.each(rows.map((row) => [row.script, row] as const))('%s', (script, row) => {
    const { stdout, stderr, exitCode } = runScript(script);
    expect({ stdout, stderr, exitCode }).toEqual({
      stdout: row.stdout ?? '',
      stderr: row.stderr ?? '',
      exitCode: row.exitCode ?? 0,
    });
  });
});
