import { EVENT_ID, SCALAR_STYLE, getScalarValue, type Event, type ScalarEvent } from 'js-yaml';
import { YAML_LIMITS } from './limits';
import { resolvePlain } from './scalar';
import type { Span } from './source-index';

/** A document's value could not be built although its syntax is fine. */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

export interface Composed {
  readonly value: unknown;
  readonly spans: ReadonlyMap<string, Span>;
}

/** A value with the number of nodes it prints as, and where it ends. */
interface Node {
  readonly value: unknown;
  readonly size: number;
  readonly start: number;
  readonly end: number;
}

interface Anchored {
  readonly node: Node;
  readonly path: string;
}

/**
 * Builds the first document's value from its events, noting where every key and value stands.
 * Keys become own properties whatever their name; of equal keys the last wins; `<<` merges.
 * @param placeOf where an offset of the text stands in the stream
 */
export function compose(
  text: string,
  events: readonly Event[],
  placeOf: (offset: number) => number,
): Composed {
  const composer = new Composer(text, events, placeOf);
  const root = composer.root();
  return { value: root?.value ?? null, spans: composer.spans };
}

class Composer {
  readonly spans = new Map<string, Span>();
  readonly #anchors = new Map<string, Anchored | 'open'>();
  #cursor = 0;
  #aliases = 0;
  #expanded = 0;

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly placeOf: (offset: number) => number,
  ) {}

  root(): Node | undefined {
    if (this.events[0]?.type !== EVENT_ID.DOCUMENT) return undefined;
    this.#cursor = 1;
    const node = this.#node('', 0);
    this.#place('', undefined, node);
    return node;
  }

  /** The node at the cursor. @param fallback where an empty node is said to stand */
  #node(path: string, fallback: number): Node {
    const event = this.events[this.#cursor];
    if (!event || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT)
      return { value: null, size: 1, start: fallback, end: fallback };
    this.#cursor++;
    if (event.type === EVENT_ID.ALIAS) return this.#alias(event.anchorStart, event.anchorEnd);
    const anchor = event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const node =
      event.type === EVENT_ID.SCALAR
        ? this.#scalar(event, fallback)
        : event.type === EVENT_ID.SEQUENCE
          ? this.#sequence(path, event.start)
          : this.#mapping(path, event.start);
    if (anchor !== undefined) this.#anchors.set(anchor, { node, path });
    return node;
  }

  #scalar(event: ScalarEvent, fallback: number): Node {
    const tag = event.tagStart < 0 ? '' : this.text.slice(event.tagStart, event.tagEnd);
    if (event.valueStart < 0)
      return { value: tag === '!!str' ? '' : null, size: 1, start: fallback, end: fallback };
    const raw = this.#textOf(event);
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    const plain = event.style === SCALAR_STYLE.PLAIN;
    const text = tag === '!!str' || tag === '!!binary' || tag === '!' || (!plain && tag === '');
    const value = text ? raw : resolvePlain(raw);
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new ComposeError(`json: unsupported value: ${raw}`, event.valueStart);
    const margin = quoted ? 1 : 0;
    return { value, size: 1, start: event.valueStart - margin, end: event.valueEnd + margin };
  }

  /** A block scalar's last line ends with a newline only where the text has one there. */
  #textOf(event: ScalarEvent): string {
    const value = getScalarValue(this.text, event);
    const block = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    const open = block && event.valueEnd >= this.text.length && !this.text.endsWith('\n');
    return open && value.endsWith('\n') ? value.slice(0, -1) : value;
  }

  #alias(start: number, end: number): Node {
    const name = this.text.slice(start, end);
    const anchored = this.#anchors.get(name);
    if (++this.#aliases > YAML_LIMITS.aliases)
      throw new ComposeError(`yaml: more than ${String(YAML_LIMITS.aliases)} aliases in one document`, start);
    if (!anchored) throw new ComposeError(`yaml: unknown anchor '${name}' referenced`, start);
    if (anchored === 'open') throw new ComposeError(`yaml: anchor '${name}' value contains itself`, start);
    this.#expanded += anchored.node.size;
    if (this.#expanded > YAML_LIMITS.expandedNodes)
      throw new ComposeError('yaml: document contains excessive aliasing', start);
    return { ...anchored.node, start: start - 1, end };
  }

  #sequence(path: string, start: number): Node {
    const items: unknown[] = [];
    let size = 1;
    let end = start;
    while (this.#inside()) {
      const item = this.#node(`${path}[${String(items.length)}]`, end);
      this.#place(`${path}[${String(items.length)}]`, undefined, item);
      items.push(item.value);
      size += item.size;
      end = Math.max(end, item.end);
    }
    return { value: items, size, start, end: this.#close(start, end, ']') };
  }

  #mapping(path: string, start: number): Node {
    const object: Record<string, unknown> = {};
    const merged: unknown[] = [];
    let size = 1;
    let end = start;
    while (this.#inside()) {
      const keyNode = this.#node('', end);
      const key = keyText(keyNode);
      const at = path === '' ? key : `${path}.${key}`;
      const value = this.#node(at, keyNode.end);
      size += value.size;
      end = Math.max(end, keyNode.end, value.end);
      if (key === '<<' && this.text.slice(keyNode.start, keyNode.end) === '<<') {
        merged.push(...(Array.isArray(value.value) ? (value.value as unknown[]) : [value.value]));
        continue;
      }
      this.#place(at, keyNode, value);
      setOwn(object, key, value.value);
    }
    for (const source of merged) this.#merge(object, source, start);
    return { value: object, size, start, end: this.#close(start, end, '}') };
  }

  #merge(object: Record<string, unknown>, source: unknown, offset: number): void {
    if (typeof source !== 'object' || source === null || Array.isArray(source))
      throw new ComposeError('yaml: map merge requires map or sequence of maps as the value', offset);
    for (const [key, value] of Object.entries(source))
      if (!Object.hasOwn(object, key)) setOwn(object, key, value);
  }

  #inside(): boolean {
    const event = this.events[this.#cursor];
    if (!event) return false;
    if (event.type !== EVENT_ID.POP) return true;
    this.#cursor++;
    return false;
  }

  /** The end of a collection: past its bracket in flow style, at the end of its last item otherwise. */
  #close(start: number, end: number, bracket: string): number {
    const opening = this.text[start];
    if (opening !== '[' && opening !== '{') return end;
    const closing = this.text.indexOf(bracket, end);
    return closing < 0 ? end : closing + 1;
  }

  #place(path: string, key: Node | undefined, value: Node): void {
    this.spans.set(path, {
      keyStart: key ? this.placeOf(key.start) : -1,
      keyEnd: key ? this.placeOf(key.end) : -1,
      valueStart: this.placeOf(value.start),
      valueEnd: this.placeOf(value.end),
    });
  }
}

function keyText(node: Node): string {
  if (typeof node.value === 'object' && node.value !== null)
    throw new ComposeError('yaml: invalid map key: a mapping or a list', node.start);
  return String(node.value);
}

/** Plain assignment, except that `__proto__` stays an ordinary key. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
