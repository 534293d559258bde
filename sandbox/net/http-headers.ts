import { FieldNames } from './field-names';

const NO_VALUES: string[] = [];

/**
 * HTTP header fields in order, names compared without case, values kept as separate lines.
 * Mutable: proxies edit the request they forward; `clone()` before handing on what others keep. A clone costs nothing
 * until one of the two is written to.
 */
export class HttpHeaders implements Iterable<readonly [name: string, value: string]> {
  #names = FieldNames.none;
  /** One for each name; those behind belong to clones that have more. */
  #values = NO_VALUES;
  /** True while another object may look at the same values: they may be added to, but not changed. */
  #shared = true;
  #valueCharacters = 0;

  constructor(fields?: Iterable<readonly [string, string]>) {
    if (fields) for (const field of fields) this.append(field[0], field[1]);
  }

  get size(): number {
    return this.#names.length;
  }

  /** Characters of all names and values together. */
  get characters(): number {
    return this.#names.characters + this.#valueCharacters;
  }

  /** All values of a field joined with `,` (as Envoy does before matching); undefined when absent. */
  get(name: string): string | undefined {
    const names = this.#names;
    const first = names.first(name);
    if (first < 0) return undefined;
    let joined = this.#values[first] ?? '';
    for (let i = names.next(first); i >= 0; i = names.next(i)) joined += `,${this.#values[i] ?? ''}`;
    return joined;
  }

  /** Each value of a field on its own. */
  values(name: string): string[] {
    const names = this.#names;
    const found: string[] = [];
    for (let i = names.first(name); i >= 0; i = names.next(i)) found.push(this.#values[i] ?? '');
    return found;
  }

  /** Whether any line of a field passes a test; undefined when the field is absent. */
  anyLine(name: string, test: (value: string) => boolean): boolean | undefined {
    const names = this.#names;
    let at = names.first(name);
    if (at < 0) return undefined;
    for (; at >= 0; at = names.next(at)) if (test(this.#values[at] ?? '')) return true;
    return false;
  }

  has(name: string): boolean {
    return this.#names.first(name) >= 0;
  }

  /** Replaces every line of the field by one, at the place of the first; appends when absent. */
  set(name: string, value: string): this {
    const first = this.#names.first(name);
    if (first < 0) return this.append(name, value);
    const text = fieldValue(value);
    const before = this.#values[first] ?? '';
    if (text !== before) {
      this.#own();
      this.#values[first] = text;
      this.#valueCharacters += text.length - before.length;
    }
    for (let i = this.#names.next(first); i >= 0; i = this.#names.next(first)) this.#deleteAt(i);
    this.#names = this.#names.respelled(first, name);
    return this;
  }

  append(name: string, value: string): this {
    const text = fieldValue(value);
    const { length } = this.#names;
    if (length === 0) {
      this.#values = [text];
      this.#shared = false;
    } else {
      if (this.#values.length > length) this.#copy();
      this.#values.push(text);
    }
    this.#names = this.#names.with(name);
    this.#valueCharacters += text.length;
    return this;
  }

  delete(name: string): boolean {
    const { repeats } = this.#names;
    let at = this.#names.first(name);
    const found = at >= 0;
    while (at >= 0) {
      this.#deleteAt(at);
      at = repeats ? this.#names.first(name) : -1;
    }
    return found;
  }

  /** Deletes every field named in the set; its names are lower case. */
  deleteAll(names: ReadonlySet<string>): void {
    for (let i = this.#names.lastOf(names); i >= 0; i = this.#names.lastOf(names)) this.#deleteAt(i);
  }

  entries(): readonly (readonly [name: string, value: string])[] {
    return this.#names.spelled.map((name, index) => [name, this.#values[index] ?? '']);
  }

  [Symbol.iterator](): Iterator<readonly [name: string, value: string]> {
    return this.entries()[Symbol.iterator]();
  }

  /** Adds the fields of another list whose names, in lower case, are wanted; as they were sent. */
  appendFrom(other: HttpHeaders, wanted: (key: string) => boolean): this {
    const { spelled } = other.#names;
    for (let i = 0; i < spelled.length; i++)
      if (wanted(other.#names.key(i))) this.append(spelled[i] ?? '', other.#values[i] ?? '');
    return this;
  }

  clone(): HttpHeaders {
    const copy = new HttpHeaders();
    copy.#names = this.#names;
    copy.#values = this.#values;
    copy.#valueCharacters = this.#valueCharacters;
    this.#shared = true;
    return copy;
  }

  /** Before every change of what others may look at. */
  #own(): void {
    if (this.#shared) this.#copy();
  }

  #copy(): void {
    this.#values = this.#values.slice(0, this.#names.length);
    this.#shared = false;
  }

  #deleteAt(index: number): void {
    this.#own();
    const values = this.#values;
    this.#valueCharacters -= (values[index] ?? '').length;
    this.#names = this.#names.without(index);
    for (let i = index + 1; i < values.length; i++) values[i - 1] = values[i] ?? '';
    values.pop();
  }
}

/** White space around a field value is not part of it (RFC 9110, 5.5). */
function fieldValue(value: string): string {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first === 0x20 || first === 0x09 || last === 0x20 || last === 0x09
    ? value.replace(/^[ \t]+|[ \t]+$/g, '')
    : value;
}
