import { compareText } from '../../../../lib/compare-text';
import { plain } from '../../../../kube/index';
import { formatTable } from '../../../../lib/table';
import { goJson } from '../../../../lib/go-json';
import { clientError } from '../failure';
import type { Session } from '../session';
import { jsonPathValues } from './jsonpath';
import type { Printer } from './printer';

/** Compiles `NAME:.metadata.name,HOSTS:.spec.hosts`. @throws KubectlError when a column is malformed */
export function customColumns(spec: string): Printer {
  if (spec === '') throw clientError('custom-columns format specified but no custom columns given');
  const columns = splitColumns(spec).map((column) => {
    const colon = column.indexOf(':');
    if (colon < 0)
      throw clientError(`unexpected custom-columns spec: ${column}, expected <header>:<json-path-expr>`);
    return { header: column.slice(0, colon), values: jsonPathValues(relaxed(column.slice(colon + 1))) };
  });
  return (objects, options) => {
    const rows = objects.map(({ object }) =>
      columns.map(({ values }) => values(object).map(cellText).join(',') || '<none>'),
    );
    const header = options.noHeaders === true ? [] : [columns.map((column) => column.header)];
    return formatTable([...header, ...rows]);
  };
}

/** The columns of a file: a line of headers and a line of paths. */
export function columnsOfFile(name: string, session: Session): string {
  const text = session.context.world.files.read(session.resolve(name));
  if (text === undefined)
    throw clientError(`error reading template ${name}, open ${name}: no such file or directory\n`);
  const [headers = [], paths = []] = text.split('\n').map((line) => line.trim().split(/\s+/));
  if (headers.length !== paths.length)
    throw clientError(
      `number of headers (${String(headers.length)}) and field specifications (${String(paths.length)}) don't match`,
    );
  return headers.map((header, column) => `${header}:${paths[column] ?? ''}`).join(',');
}

function splitColumns(spec: string): readonly string[] {
  return spec.split(/,(?![^[]*\])/);
}

/** `metadata.name`, `.metadata.name` and `{.metadata.name}` mean the same. */
function relaxed(expression: string): string {
  const bare = expression.replace(/^\{(.*)\}$/, '$1');
  return `{${bare.startsWith('.') || bare.startsWith('[') ? bare : `.${bare}`}}`;
}

/** Lists and maps print as Go prints them: `[a b]`, `map[k:v]`. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return '<none>';
  return typeof value === 'object' ? goText(value) : typeof value === 'string' ? value : goJson(value);
}

function goText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => compareText(a, b));
    return `map[${members.map(([key, member]) => `${key}:${goText(member)}`).join(' ')}]`;
  }
  return value === null ? '<nil>' : plain(value);
}
