import { sendAll } from '../differential/send';
import type { Table } from './authz-table';
import { APPS, echoMesh, NS1 } from './echo-apps';

interface Expectation {
  readonly in: string;
  /** What the application sees, or `400`. */
  readonly out: string;
}

interface Row {
  readonly name: string;
  readonly ntype: string;
  readonly expectations: readonly Expectation[] | { readonly $ident: string };
}

export function isNormalizationTable({ rows }: Table): boolean {
  return rows.every((row) => 'ntype' in row);
}

/** Judges paths before and after normalisation, one mesh per setting. */
export function judgeNormalizationTable(table: Table): string | undefined {
  for (const row of table.rows as unknown as readonly Row[]) {
    const why = judgeRow(row);
    if (why !== undefined) return `${row.name}: ${why}`;
  }
  return undefined;
}

function judgeRow({ ntype, expectations }: Row): string | undefined {
  const normalization = ntype.replace(/^.*PathNormalization_/, '');
  const mesh = echoMesh(`pathNormalization: {normalization: ${normalization}}`);
  const [from, to] = APPS.filter((app) => app.namespace === NS1 && !app.naked);
  if (!from || !to) return 'no applications';
  for (const expected of '$ident' in expectations ? everyEscape() : expectations) {
    const url = `http://${to.name}.${to.namespace}${expected.in}`;
    const [outcome] = sendAll(mesh, { from: `${from.namespace}/${from.name}`, url }, 1);
    const found = outcome?.status === 400 ? '400' : outcome?.app?.path;
    if (found !== expected.out) return `${expected.in} becomes ${String(found)}, not ${expected.out}`;
  }
  return undefined;
}

/** `percentEncodedCases`: every byte but 0, decoded when it is unreserved or a slash of either kind. */
function everyEscape(): Expectation[] {
  return Array.from({ length: 255 }, (_, index) => {
    const code = index + 1;
    const escaped = `/admin%${code.toString(16).padStart(2, '0')}`;
    const character = String.fromCharCode(code);
    const decoded = character === '\\' ? '/' : character;
    return { in: escaped, out: /[A-Za-z0-9\-._~/\\]/.test(character) ? `/admin${decoded}` : escaped };
  });
}
