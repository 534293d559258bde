import type { KindDeclaration } from '../../../../kube/index';
import { formatTable } from '../../../../lib/table';
import type { Process } from '../../../../sim/index';
import { tableHeader, tableRow, type TableOptions } from '../print/table';
import { typeName, type Found } from '../resources';
import type { Session } from '../session';
import type { Query } from './query';

/** How tables are to look, from the flags. */
export function tableOptions(session: Session, kind: KindDeclaration, manyTypes: boolean): TableOptions {
  const { input } = session;
  return {
    wide: input.flag('output') === 'wide',
    withNamespace: session.allNamespaces && kind.namespaced,
    ...(manyTypes || input.has('show-kind') ? { withKind: typeName(kind) } : {}),
    showLabels: input.has('show-labels'),
    labelColumns: input.list('label-columns').flatMap((keys) => keys.split(',')),
  };
}

/** Prints a table per kind, or says that there is nothing. */
export function* printTables(found: readonly Found[], query: Query, session: Session): Process<void> {
  if (found.length === 0) {
    if (query.errors.length === 0 && !session.input.has('ignore-not-found'))
      yield* session.printError(
        nothingFound(session, query.types.length > 0 && query.types.every(({ kind }) => !kind.namespaced)),
      );
    return;
  }
  const manyTypes = new Set(query.types.map(({ kind }) => kind)).size > 1;
  let first = true;
  for (const group of groupByKind(found)) {
    if (!first) yield* session.print('\n');
    first = false;
    yield* session.print(tableText(group, manyTypes, session));
  }
}

function tableText(group: readonly Found[], manyTypes: boolean, session: Session): string {
  const [first] = group;
  if (!first) return '';
  const options = tableOptions(session, first.kind, manyTypes);
  const rows = group.map(({ object, kind }) => tableRow(object, kind, options, session.describing));
  const header = session.input.has('no-headers') ? [] : [tableHeader(first.kind, options)];
  return formatTable([...header, ...rows]);
}

/** Runs of objects of one kind, in the order they were found. */
function groupByKind(found: readonly Found[]): readonly (readonly Found[])[] {
  const groups: Found[][] = [];
  for (const one of found) {
    const last = groups.at(-1);
    if (last?.[0]?.kind === one.kind) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** `No resources found in default namespace.` */
export function nothingFound(session: Session, clusterScoped: boolean): string {
  if (session.allNamespaces || clusterScoped) return 'No resources found';
  return `No resources found in ${session.namespace} namespace.`;
}
