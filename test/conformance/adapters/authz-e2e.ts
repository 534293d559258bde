import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, AdapterReport } from '../adapter';
import { judgeAuthzTable, type ReadTemplate, type Table } from '../authz-e2e/authz-table';
import { isEgressOriginationTable, judgeEgressOriginationTable } from '../authz-e2e/egress-origination-table';
import { isIngressTlsTable, judgeIngressTlsTable } from '../authz-e2e/ingress-tls-table';
import { isJwtTable, judgeJwtTable } from '../authz-e2e/jwt-table';
import { isNormalizationTable, judgeNormalizationTable } from '../authz-e2e/normalization-table';
import { isPassthroughTable, judgePassthroughTable } from '../authz-e2e/passthrough-table';
import { isReachabilityTable, judgeReachabilityTable } from '../authz-e2e/reachability-table';
import { authzE2e } from '../restored/authz-e2e';
import { restore } from '../restored/restore';
import type { Tokens } from '../authz-e2e/go-expressions';

const DIRECTORY = 'istio/other/authz-e2e';

/** Istio's end-to-end tests of policies and tokens: calls between echo applications; the unit is a table. */
export const adapter: Adapter = {
  key: DIRECTORY,
  run(corpusDirectory): AdapterReport {
    const directory = join(corpusDirectory, DIRECTORY);
    const read: ReadTemplate = (path) => readFileSync(join(directory, 'files', path), 'utf8');
    const readJson = (name: string): unknown => JSON.parse(readFileSync(join(directory, name), 'utf8'));
    const { tables } = readJson('cases.json') as { tables: Readonly<Record<string, readonly Table[]>> };
    const { tokens } = readJson('jwt-tokens.json') as { tokens: Tokens };
    const all = Object.entries(tables).flatMap(([file, list]) => list.map((table) => ({ file, table })));
    const failures = all.flatMap(({ file, table }, index) => {
      const whole = restore(table, authzE2e[`${file}:${String(table.line)}`]);
      const why = judge(whole, read, tokens);
      return why === undefined ? [] : [{ id: `${file} ${table.func} ${String(index + 1)}`, why }];
    });
    return { total: all.length, pass: all.length - failures.length, failures };
  },
};

function judge(table: Table, read: ReadTemplate, tokens: Tokens): string | undefined {
  try {
    if (isEgressOriginationTable(table)) return judgeEgressOriginationTable(table);
    if (isIngressTlsTable(table)) return judgeIngressTlsTable(table);
    if (isJwtTable(table)) return judgeJwtTable(table, read, tokens);
    if (isNormalizationTable(table)) return judgeNormalizationTable(table);
    if (isPassthroughTable(table)) return judgePassthroughTable(table);
    if (isReachabilityTable(table)) return judgeReachabilityTable(table, read);
    if (table.rows.every((row) => 'allow' in row)) return judgeAuthzTable(table, read, tokens);
    return 'no runner for this kind of table yet';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}
