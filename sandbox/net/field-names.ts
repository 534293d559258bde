/** Names that are remembered in lists; when there are more, all of it starts over, so that hostile input cannot fill it. */
const LIMIT = 200_000;
/** Spellings that one list remembers the place of. */
const PLACES_LIMIT = 256;

let remembered = 0;
/** Grows when everything starts over. */
let generation = 0;

/**
 * The names of a message's fields, in order. One message after the other has the same, so messages share these lists:
 * each knows which list comes of adding or deleting a name, and where in it a name is.
 */
export class FieldNames {
  static readonly none = new FieldNames([]);

  /** Characters of all names together. */
  readonly characters: number;
  /** In lower case. */
  readonly #keys: readonly string[];
  readonly #repeats: boolean;
  readonly #places = new Map<string, number>();
  readonly #longer = new Map<string, FieldNames>();
  readonly #shorter = new Map<number, FieldNames>();
  /** The last question about a set, and the answer. */
  #asked: ReadonlySet<string> | undefined;
  #last = -1;
  #generation = generation;

  /** @param spelled names as they were sent */
  private constructor(readonly spelled: readonly string[]) {
    this.#keys = spelled.map((name) => name.toLowerCase());
    this.#repeats = new Set(this.#keys).size < spelled.length;
    this.characters = spelled.reduce((sum, name) => sum + name.length, 0);
    remembered += spelled.length;
    if (remembered <= LIMIT) return;
    remembered = 0;
    generation++;
  }

  get length(): number {
    return this.spelled.length;
  }

  /** A name in lower case. */
  key(index: number): string {
    return this.#keys[index] ?? '';
  }

  /** Where a name first is, in whatever case; -1 when it is not there. */
  first(name: string): number {
    return this.#places.get(name) ?? this.#findFirst(name);
  }

  /** Where the name at a place is again; -1 when it is not. */
  next(index: number): number {
    return this.#repeats ? this.#keys.indexOf(this.key(index), index + 1) : -1;
  }

  /** Where the last of the names in a set is, which are in lower case; -1 when none is there. */
  lastOf(names: ReadonlySet<string>): number {
    if (names === this.#asked) return this.#last;
    this.#asked = names;
    this.#last = this.#keys.findLastIndex((key) => names.has(key));
    return this.#last;
  }

  with(name: string): FieldNames {
    this.#renew();
    return this.#longer.get(name) ?? keep(this.#longer, name, new FieldNames([...this.spelled, name]));
  }

  without(index: number): FieldNames {
    this.#renew();
    const known = this.#shorter.get(index);
    return known ?? keep(this.#shorter, index, new FieldNames(this.spelled.toSpliced(index, 1)));
  }

  /** The same names, one of them in another spelling. */
  respelled(index: number, name: string): FieldNames {
    return this.spelled[index] === name ? this : new FieldNames(this.spelled.with(index, name));
  }

  #findFirst(name: string): number {
    if (this.#places.size >= PLACES_LIMIT) this.#places.clear();
    return keep(this.#places, name, this.#keys.indexOf(name.toLowerCase()));
  }

  #renew(): void {
    if (this.#generation === generation) return;
    this.#generation = generation;
    this.#longer.clear();
    this.#shorter.clear();
  }
}

function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  map.set(key, value);
  return value;
}
