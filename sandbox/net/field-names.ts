/** Names and places that are remembered in lists; when there are more, all of it starts over, so that hostile input cannot fill it. */
const LIMIT = 500_000;
/** No field is called so. */
const NO_NAME = '\0';
/** Spellings that one list remembers the place of: a power of two. */
const PLACES = 64;

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
  /** Whether a name is in it twice. */
  readonly repeats: boolean;
  /** What was asked for last of those that share a slot, and where it is. */
  readonly #asked = new Array<string>(PLACES).fill(NO_NAME);
  readonly #found = new Int32Array(PLACES);
  readonly #longer = new Map<string, FieldNames>();
  readonly #shorter = new Map<number, FieldNames>();
  /** The name added last, which mostly is the next one too, and what came of it. */
  #added = NO_NAME;
  #withAdded: FieldNames = this;
  /** The last question about a set, and the answer. */
  #askedSet: ReadonlySet<string> | undefined;
  #last = -1;
  #generation = generation;

  /** @param spelled names as they were sent */
  private constructor(readonly spelled: readonly string[]) {
    this.#keys = spelled.map((name) => name.toLowerCase());
    this.repeats = new Set(this.#keys).size < spelled.length;
    this.characters = spelled.reduce((sum, name) => sum + name.length, 0);
    remembered += spelled.length + PLACES;
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
    const slot = slotOf(name);
    if (this.#asked[slot] !== name) {
      this.#found[slot] = this.#keys.indexOf(name.toLowerCase());
      this.#asked[slot] = name;
    }
    return this.#found[slot] ?? -1;
  }

  /** Where the name at a place is again; -1 when it is not. */
  next(index: number): number {
    return this.repeats ? this.#keys.indexOf(this.key(index), index + 1) : -1;
  }

  /** Where the last of the names in a set is, which are in lower case; -1 when none is there. */
  lastOf(names: ReadonlySet<string>): number {
    if (names !== this.#askedSet) this.#findLast(names);
    return this.#last;
  }

  with(name: string): FieldNames {
    this.#renew();
    if (name !== this.#added) {
      this.#withAdded =
        this.#longer.get(name) ?? keep(this.#longer, name, new FieldNames([...this.spelled, name]));
      this.#added = name;
    }
    return this.#withAdded;
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

  #findLast(names: ReadonlySet<string>): void {
    this.#askedSet = names;
    this.#last = this.#keys.findLastIndex((key) => names.has(key));
  }

  #renew(): void {
    if (this.#generation === generation) return;
    this.#generation = generation;
    this.#added = NO_NAME;
    this.#longer.clear();
    this.#shorter.clear();
  }
}

/** The slot of a name: its length and two letters tell most of them apart. */
function slotOf(name: string): number {
  const { length } = name;
  return (length * 5 + name.charCodeAt(length - 1) + name.charCodeAt(length >> 1)) & (PLACES - 1);
}

function keep<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): Value {
  map.set(key, value);
  return value;
}
