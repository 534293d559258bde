/**
 * A value inside a manifest, read leniently: what is absent, null or of another type reads as the empty value,
 * as it does once decoded into Istio's protobuf messages. Every field knows its path, so findings can point at it.
 */
export class Field {
  /**
   * @param around the path of this value, or the field it stands in
   * @param step its name or its index there
   */
  constructor(
    readonly value: unknown,
    private readonly around: Field | string,
    private readonly step?: string | number,
  ) {}

  /** `spec.http[0].route[1]`: spelled out when it is asked for, which most fields never are. */
  get path(): string {
    const { around, step } = this;
    const path = typeof around === 'string' ? around : around.path;
    if (step === undefined) return path;
    if (typeof step === 'number') return `${path}[${String(step)}]`;
    return path === '' ? step : `${path}.${step}`;
  }

  /** Whether something is written here; null counts as nothing. */
  get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** A field of an object. */
  at(name: string): Field {
    const record = asRecord(this.value);
    const own = record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
    return new Field(own, this, name);
  }

  has(name: string): boolean {
    return this.at(name).isSet;
  }

  get text(): string {
    return textOf(this.value);
  }

  get number(): number {
    return typeof this.value === 'number' ? this.value : 0;
  }

  get isTrue(): boolean {
    return this.value === true;
  }

  /** The items of a list; nulls stay, as fields that are not set. */
  get items(): readonly Field[] {
    if (!Array.isArray(this.value)) return [];
    return this.value.map((item: unknown, index) => new Field(item, this, index));
  }

  get texts(): readonly string[] {
    return Array.isArray(this.value) ? this.value.map(textOf) : [];
  }

  /** The entries of a map, in the order they are written. */
  get entries(): readonly (readonly [string, Field])[] {
    const record = asRecord(this.value);
    if (record === undefined) return [];
    return Object.entries(record).map(([key, value]) => [key, new Field(value, this, key)]);
  }

  /** A map of texts, such as labels. */
  get textMap(): Readonly<Record<string, string>> {
    const record = asRecord(this.value) ?? {};
    return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, textOf(value)]));
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}
