import { memo } from '../lib/memo';

/** Programs use the same few names again and again. */
const keyOf = memo(512, (name) => name.toLowerCase());
const NO_FIELDS: string[] = [];

/**
 * HTTP header fields in order, names compared without case, values kept as separate lines.
 * Mutable: proxies edit the request they forward; `clone()` before handing on what others keep. A clone costs nothing
 * until one of the two is written to.
 */
export class HttpHeaders implements Iterable<readonly [name: string, value: string]> {
  /** Names in lower case and values, by turns. */
  #fields = NO_FIELDS;
  /** Names as sent, by field; undefined as long as all of them are in lower case. */
  #names: string[] | undefined;
  /** True while another object may look at the same lists. */
  #shared = true;
  #characters = 0;

  constructor(fields: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of fields) this.append(name, value);
  }

  get size(): number {
    return this.#fields.length / 2;
  }

  /** Characters of all names and values together. */
  get characters(): number {
    return this.#characters;
  }

  /** All values of a field joined with `,` (as Envoy does before matching); undefined when absent. */
  get(name: string): string | undefined {
    const key = keyOf(name);
    const first = this.#find(key, 0);
    if (first < 0) return undefined;
    let joined = this.#fields[first + 1] ?? '';
    for (let i = this.#find(key, first + 2); i >= 0; i = this.#find(key, i + 2))
      joined += `,${this.#fields[i + 1] ?? ''}`;
    return joined;
  }

  /** Each value of a field on its own. */
  values(name: string): string[] {
    const key = keyOf(name);
    const found: string[] = [];
    for (let i = this.#find(key, 0); i >= 0; i = this.#find(key, i + 2))
      found.push(this.#fields[i + 1] ?? '');
    return found;
  }

  /** Whether any line of a field passes a test; undefined when the field is absent. */
  anyLine(name: string, test: (value: string) => boolean): boolean | undefined {
    const key = keyOf(name);
    let at = this.#find(key, 0);
    if (at < 0) return undefined;
    for (; at >= 0; at = this.#find(key, at + 2)) if (test(this.#fields[at + 1] ?? '')) return true;
    return false;
  }

  has(name: string): boolean {
    return this.#find(keyOf(name), 0) >= 0;
  }

  /** Replaces every line of the field by one, at the place of the first; appends when absent. */
  set(name: string, value: string): this {
    const key = keyOf(name);
    const first = this.#find(key, 0);
    if (first < 0) return this.append(name, value);
    this.#own();
    const text = fieldValue(value);
    this.#characters += text.length - (this.#fields[first + 1] ?? '').length;
    this.#fields[first + 1] = text;
    this.#name(first, key, name);
    this.#deleteFrom(key, first + 2);
    return this;
  }

  append(name: string, value: string): this {
    const key = keyOf(name);
    this.#own();
    const text = fieldValue(value);
    this.#characters += key.length + text.length;
    this.#fields.push(key, text);
    this.#name(this.#fields.length - 2, key, name);
    return this;
  }

  delete(name: string): boolean {
    return this.#deleteFrom(keyOf(name), 0);
  }

  /** Deletes every field named in the set; its names are lower case. */
  deleteAll(names: ReadonlySet<string>): void {
    for (let i = this.#fields.length - 2; i >= 0; i -= 2) {
      if (names.has(this.#fields[i] ?? '')) this.#deleteAt(i);
    }
  }

  entries(): readonly (readonly [name: string, value: string])[] {
    const found: (readonly [string, string])[] = [];
    for (let i = 0; i < this.#fields.length; i += 2)
      found.push([this.#names?.[i / 2] ?? this.#fields[i] ?? '', this.#fields[i + 1] ?? '']);
    return found;
  }

  [Symbol.iterator](): Iterator<readonly [name: string, value: string]> {
    return this.entries()[Symbol.iterator]();
  }

  /** Adds the fields of another list whose names, in lower case, are wanted; as they were sent. */
  appendFrom(other: HttpHeaders, wanted: (key: string) => boolean): this {
    for (let i = 0; i < other.#fields.length; i += 2) {
      const key = other.#fields[i] ?? '';
      if (wanted(key)) this.append(other.#names?.[i / 2] ?? key, other.#fields[i + 1] ?? '');
    }
    return this;
  }

  clone(): HttpHeaders {
    const copy = new HttpHeaders();
    copy.#fields = this.#fields;
    copy.#names = this.#names;
    copy.#characters = this.#characters;
    this.#shared = true;
    return copy;
  }

  /** Where the next line of a field is; -1 when there is none. */
  #find(key: string, start: number): number {
    const fields = this.#fields;
    for (let i = start; i < fields.length; i += 2) if (fields[i] === key) return i;
    return -1;
  }

  /** Before every write. */
  #own(): void {
    if (!this.#shared) return;
    this.#shared = false;
    this.#fields = this.#fields.slice();
    this.#names = this.#names?.slice();
  }

  #name(at: number, key: string, name: string): void {
    if (this.#names) this.#names[at / 2] = name;
    else if (name !== key) {
      this.#names = this.#fields.filter((_text, index) => index % 2 === 0);
      this.#names[at / 2] = name;
    }
  }

  #deleteFrom(key: string, start: number): boolean {
    let index = this.#find(key, start);
    const found = index >= 0;
    for (; index >= 0; index = this.#find(key, index)) this.#deleteAt(index);
    return found;
  }

  #deleteAt(index: number): void {
    this.#own();
    this.#characters -= (this.#fields[index] ?? '').length + (this.#fields[index + 1] ?? '').length;
    this.#fields.splice(index, 2);
    this.#names?.splice(index / 2, 1);
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
