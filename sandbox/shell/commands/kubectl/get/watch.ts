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
      for (const { object } of query.found) if (!(yield* screen.show(object, 'ADDED'))) return 0;
    for (;;) {
      const event = yield* receive(events);
      if (event === CLOSED || !(yield* screen.show(event.object, event.type))) return 0;
    }
  } finally {
    stop();
  }
}

function watchFilter(query: Query, kind: KindDeclaration, session: Session): (object: KubeObject) => boolean {
  const requirements = readSelector(session);
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
    this.#printer = printerFor(session.input.flag('output') ?? '');
    this.#started = session.input.has('no-headers');
  }

  *show(object: KubeObject, event: WatchEvent['type']): Process<boolean> {
    if (this.#printer)
      return yield* this.session.print(this.#printer([{ object, kind: this.kind }], { asList: false }));
    const lead = this.session.input.has('output-watch-events') ? [event] : [];
    const row = [...lead, ...tableRow(object, this.kind, this.#options, this.session.describing)];
    const header = [...(lead.length > 0 ? ['EVENT'] : []), ...tableHeader(this.kind, this.#options)];
    const rows = this.#started ? [row] : [header, row];
    this.#started = true;
    // Columns never shrink: earlier widths stand in as an invisible row.
    const ghost = this.#widths.map((width) => ' '.repeat(width));
    this.#widths = row.map((cell, at) => Math.max(this.#widths[at] ?? header[at]?.length ?? 0, cell.length));
    const text = formatTable(ghost.length > 0 ? [ghost, ...rows] : rows);
    return yield* this.session.print(ghost.length > 0 ? text.slice(text.indexOf('\n') + 1) : text);
  }
}
