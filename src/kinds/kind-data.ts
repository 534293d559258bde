/** A field of a kind as its page shows it. */
export interface FieldData {
  readonly name: string;
  /** `[]object`, `map[string]string`, `integer`. */
  readonly type: string;
  readonly text?: string;
  /** The text is in the reader's language; others are in English, as they are declared. */
  readonly translated?: true;
  readonly required?: true;
  /** The values it may have. */
  readonly words?: readonly string[];
  /** What is said of it because nothing here simulates it. */
  readonly unsupported?: string;
  /** Where the page has the fields below it already: `spec.http[].match[].uri`. */
  readonly sameAs?: string;
  readonly fields?: readonly FieldData[];
}

/** A kind as its page shows it. */
export interface KindData {
  /** Below `/kinds/`: `networking/virtualservice`. */
  readonly address: string;
  readonly kind: string;
  readonly group: string;
  readonly versions: readonly string[];
  /** What `kubectl get` takes for it. */
  readonly names: readonly string[];
  readonly namespaced: boolean;
  readonly columns: readonly string[];
  /** What it is for, in English. */
  readonly text: string;
  /** What the learner writes: `spec`, as a rule. */
  readonly fields: readonly FieldData[];
}

/** Below an object, the items of its lists (`[]`) or the values of its maps (`.*`). */
export function pathOf(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`;
}

/** Where the fields below a field stand. */
export function insideOf(path: string, type: string): string {
  const lists = /^(\[\]|map\[string\])*/.exec(type)?.[0] ?? '';
  return path + lists.replaceAll('map[string]', '.*');
}
