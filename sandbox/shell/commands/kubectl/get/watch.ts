import { meets, type KindDeclaration, type KubeObject, type WatchEvent } from '../../../../kube/index';
import { formatTable } from '../../../../lib/table';
import { Channel, CLOSED, receive, type Process } from '../../../../sim/index';
import { clientError } from '../failure';
import { printerFor } from '../print/print';
import { tableHeader, tableRow, type TableOptions } from '../print/table';
import { readSelector, type Found } from '../resources';
import type { Session } from '../session';
import type { Query } from './query';
import { tableOptions } from './tables';

/** Prints what is there, then every change until it is interrupted. */
export function* watchObjects(query: Query, session: Session): Process<number> {
  const [type, ...others] = query.types;
  if (!type || others.some(({ kind }) => kind !== type.kind))
    throw clientError('you may only specify a single resource type');
  const events = new Channel<WatchEvent>();
  const wanted = watchFilter(query, type.kind, session);
  const stop = session.api.watch((event) => {
    if (wanted(event.object)) events.offer(event);
  });
  try {
    const screen = new WatchPrinter(type.kind, session);
    if (!session.input.has('watch-only'))
      if (
        !(yield* screen.show(
          query.found.map(({ object }) => object),
          'ADDED',
        ))
      )
        return 0;
    for (;;) {
      const event = yield* receive(events);
      if (event === CLOSED || !(yield* screen.show([event.object], event.type))) return 0;
    }
  } finally {
    stop();
  }
}

function watchFilter(query: Query, kind: KindDeclaration, session: Session): (object: KubeObject) => boolean {
  const requirements = readSelector({ kind, apiVersion: '' }, session);
  const names = query.isList
    ? undefined
    : new Set(query.found.map((found: Found) => found.object.metadata.name));
  const namespace = session.allNamespaces || !kind.namespaced ? undefined : session.namespace;
  return (object) =>
    session.api.kinds.byKind(object.apiVersion, object.kind) === kind &&
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (names?.has(object.metadata.name) ?? true) &&
    meets(requirements, object.metadata.labels);
}

/** Prints one object at a time: rows of a table whose columns only grow, or documents. */
class WatchPrinter {
  readonly #options: TableOptions;
  readonly #printer;
  #widths: readonly number[] = [];
  #started: boolean;

  constructor(
    private readonly kind: KindDeclaration,
    private readonly session: Session,
  ) {
    this.#options = tableOptions(session, kind, false);
    this.#printer = printerFor(session);
    this.#started = session.input.has('no-headers');
  }

  *show(objects: readonly KubeObject[], event: WatchEvent['type']): Process<boolean> {
    if (objects.length === 0) return true;
    const { kind, session } = this;
    const printer = this.#printer;
    if (printer)
      return yield* session.print(
        objects.map((object) => printer([{ object, kind }], { asList: false })).join(''),
      );
    const lead = session.input.has('output-watch-events') ? [event] : [];
    const rows = objects.map((object) => [
      ...lead,
      ...tableRow(object, kind, this.#options, session.describing),
    ]);
    const header = [...(lead.length > 0 ? ['EVENT'] : []), ...tableHeader(kind, this.#options)];
    const printed = this.#started ? rows : [header, ...rows];
    this.#started = true;
    return yield* session.print(this.#keepWidths(printed));
  }

  /** Columns never shrink: the widest cells so far stand in as an invisible row. */
  #keepWidths(rows: readonly (readonly string[])[]): string {
    const ghost = this.#widths.map((width) => ' '.repeat(width));
    const all = ghost.length > 0 ? [ghost, ...rows] : rows;
    this.#widths = (all[0] ?? []).map((_cell, column) =>
      Math.max(...all.map((row) => row[column]?.length ?? 0)),
    );
    const text = formatTable(all);
    return ghost.length > 0 ? text.slice(text.indexOf('\n') + 1) : text;
  }
}
