import { compareText } from '../../../../lib/compare-text';
import {
  ageColumn,
  formatAge,
  parseTimestamp,
  type Column,
  type ColumnContext,
  type KindDeclaration,
  type KubeObject,
} from '../../../../kube/index';

export interface TableOptions {
  readonly wide: boolean;
  readonly withNamespace: boolean;
  /** Names are printed as `type.group/name`. */
  readonly withKind?: string;
  readonly showLabels?: boolean;
  /** Labels shown in columns of their own (-L). */
  readonly labelColumns?: readonly string[];
}

/** The header of a kind's table. */
export function tableHeader(kind: KindDeclaration, options: TableOptions): readonly string[] {
  const columns = columnsOf(kind, options.wide).map((column) => column.name);
  return [
    ...(options.withNamespace ? ['NAMESPACE'] : []),
    ...(kind.named === false ? [] : ['NAME']),
    ...columns,
    ...(options.labelColumns ?? []).map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()),
    ...(options.showLabels === true ? ['LABELS'] : []),
  ];
}

/** One object's row. */
export function tableRow(
  object: KubeObject,
  kind: KindDeclaration,
  options: TableOptions,
  context: ColumnContext,
): readonly string[] {
  const name = object.metadata.name;
  return [
    ...(options.withNamespace ? [object.metadata.namespace ?? ''] : []),
    ...(kind.named === false ? [] : [options.withKind === undefined ? name : `${options.withKind}/${name}`]),
    ...columnsOf(kind, options.wide).map((column) => cell(column, object, context)),
    ...(options.labelColumns ?? []).map((label) => object.metadata.labels?.[label] ?? ''),
    ...(options.showLabels === true ? [labelText(object)] : []),
  ];
}

/** Columns after NAME: the plain ones, AGE unless the kind places it itself, then the wide ones. */
function columnsOf(kind: KindDeclaration, wide: boolean): readonly Column[] {
  const plain = kind.columns.filter((column) => (column.priority ?? 0) === 0);
  const extra = wide ? kind.columns.filter((column) => (column.priority ?? 0) > 0) : [];
  if (kind.age === false) return [...plain, ...extra];
  if (kind.custom === true && !plain.includes(ageColumn)) return [...plain, ...extra, ageColumn];
  return [...plain, ...(plain.includes(ageColumn) ? [] : [ageColumn]), ...extra];
}

function cell(column: Column, object: KubeObject, context: ColumnContext): string {
  if (column !== ageColumn) return firstLine(column.value(object, context));
  const created = object.metadata.creationTimestamp;
  return created === undefined ? '<unknown>' : formatAge(context.nowMs - parseTimestamp(created));
}

function firstLine(text: string): string {
  const end = text.search(/[\f\n\r]/);
  return end < 0 ? text : `${text.slice(0, end)}...`;
}

function labelText(object: KubeObject): string {
  const entries = Object.entries(object.metadata.labels ?? {}).sort(([a], [b]) => compareText(a, b));
  return entries.map(([key, value]) => `${key}=${value}`).join(',') || '<none>';
}
