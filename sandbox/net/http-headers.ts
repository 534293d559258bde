/**
 * HTTP header fields in order, names compared without case, values kept as separate lines.
 * Mutable: proxies edit the request they forward; `clone()` before handing on what others keep.
 */
export class HttpHeaders {
  /** Names as sent, the same in lower case, and values: three lists, so that a look-up compares strings only. */
  #names: string[] = [];
  #keys: string[] = [];
  #values: string[] = [];

  constructor(fields: Iterable<readonly [string, string]> = []) {
    for (const [name, value] of fields) this.append(name, value);
  }

  get size(): number {
    return this.#keys.length;
  }

  /** All values of a field joined with `,` (as Envoy does before matching); undefined when absent. */
  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    const keys = this.#keys;
    const first = keys.indexOf(wanted);
    if (first < 0) return undefined;
    let joined = this.#values[first] ?? '';
    for (let i = keys.indexOf(wanted, first + 1); i >= 0; i = keys.indexOf(wanted, i + 1)) {
      joined += `,${this.#values[i] ?? ''}`;
    }
    return joined;
  }

  /** Each value of a field on its own. */
  values(name: string): string[] {
    const wanted = name.toLowerCase();
    return this.#values.filter((_value, index) => this.#keys[index] === wanted);
  }

  has(name: string): boolean {
    return this.#keys.includes(name.toLowerCase());
  }

  /** Replaces every line of the field by one, at the place of the first; appends when absent. */
  set(name: string, value: string): this {
    const wanted = name.toLowerCase();
    const first = this.#keys.indexOf(wanted);
    if (first < 0) return this.append(name, value);
    this.#names[first] = name;
    this.#values[first] = fieldValue(value);
    this.#deleteFrom(wanted, first + 1);
    return this;
  }

  append(name: string, value: string): this {
    this.#names.push(name);
    this.#keys.push(name.toLowerCase());
    this.#values.push(fieldValue(value));
    return this;
  }

  delete(name: string): boolean {
    return this.#deleteFrom(name.toLowerCase(), 0);
  }

  /** Deletes every field named in the set; its names are lower case. */
  deleteAll(names: ReadonlySet<string>): void {
    for (let i = this.#keys.length - 1; i >= 0; i--) {
      if (names.has(this.#keys[i] ?? '')) this.#deleteAt(i);
    }
  }

  entries(): readonly (readonly [name: string, value: string])[] {
    return this.#names.map((name, index) => [name, this.#values[index] ?? ''] as const);
  }

  clone(): HttpHeaders {
    const copy = new HttpHeaders();
    copy.#names = this.#names.slice();
    copy.#keys = this.#keys.slice();
    copy.#values = this.#values.slice();
    return copy;
  }

  #deleteFrom(key: string, start: number): boolean {
    let index = this.#keys.indexOf(key, start);
    const found = index >= 0;
    for (; index >= 0; index = this.#keys.indexOf(key, index)) {
      this.#deleteAt(index);
    }
    return found;
  }

  #deleteAt(index: number): void {
    this.#names.splice(index, 1);
    this.#keys.splice(index, 1);
    this.#values.splice(index, 1);
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
