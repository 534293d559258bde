import { compareText } from '../../lib/compare-text';

/** A variable's value: a text, an indexed array, or an associative array. Immutable; assignments replace it. */
export type Value = string | ReadonlyMap<number, string> | ReadonlyMap<string, string>;

export interface Variable {
  /** undefined: declared but not set. */
  readonly value: Value | undefined;
  readonly isAssociative?: boolean;
  readonly isExported?: boolean;
  readonly isReadonly?: boolean;
  readonly isInteger?: boolean;
}

/** Assigning to a readonly variable. */
export class ReadonlyError extends Error {
  override readonly name = 'ReadonlyError';
}

/** Variables with dynamic scopes: functions see their callers' locals. */
export class Variables {
  readonly #scopes: Map<string, Variable>[];

  constructor(scopes: Map<string, Variable>[] = [new Map<string, Variable>()]) {
    this.#scopes = scopes;
  }

  /** A copy that changes independently (a subshell). */
  clone(): Variables {
    return new Variables(this.#scopes.map((scope) => new Map(scope)));
  }

  find(name: string): Variable | undefined {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const variable = this.#scopes[i]?.get(name);
      if (variable) return variable;
    }
    return undefined;
  }

  /** The text of a variable (element 0 of an array); undefined when unset. */
  text(name: string): string | undefined {
    const value = this.find(name)?.value;
    if (value === undefined || typeof value === 'string') return value;
    return (value as ReadonlyMap<string | number, string>).get(this.isAssociative(name) ? '0' : 0);
  }

  isAssociative(name: string): boolean {
    return this.find(name)?.isAssociative === true;
  }

  /** Sets a value where the variable lives, or globally. @throws ReadonlyError */
  set(name: string, value: Value): void {
    const variable = this.find(name);
    if (variable?.isReadonly) throw new ReadonlyError(`${name}: readonly variable`);
    this.#home(name).set(name, { ...variable, value });
  }

  /** Sets one element. @throws ReadonlyError */
  setElement(name: string, index: number | string, text: string): void {
    const value = this.find(name)?.value;
    const old: Iterable<readonly [number | string, string]> =
      value === undefined ? [] : typeof value === 'string' ? [[0, value]] : value;
    const elements = new Map<number | string, string>(old).set(index, text);
    this.set(name, sortedByIndex(elements) as Value);
  }

  /** Adds or removes attributes, declaring the variable when it is new. */
  mark(name: string, attributes: Partial<Omit<Variable, 'value'>>): void {
    const variable = this.find(name) ?? { value: undefined };
    this.#home(name).set(name, { ...variable, ...attributes });
  }

  /** Declares a variable in the innermost function. */
  declareLocal(name: string): void {
    const scope = this.#scopes.at(-1);
    if (scope && !scope.has(name)) scope.set(name, { value: undefined });
  }

  /** @throws ReadonlyError */
  unset(name: string): void {
    if (this.find(name)?.isReadonly)
      throw new ReadonlyError(`unset: ${name}: cannot unset: readonly variable`);
    this.#home(name).delete(name);
  }

  pushScope(values: Iterable<readonly [string, Variable]> = []): void {
    this.#scopes.push(new Map(values));
  }

  popScope(): void {
    this.#scopes.pop();
  }

  get hasLocalScope(): boolean {
    return this.#scopes.length > 1;
  }

  /** Every visible variable, sorted by name. */
  all(): readonly (readonly [string, Variable])[] {
    const visible = new Map<string, Variable>();
    for (const scope of this.#scopes) for (const [name, variable] of scope) visible.set(name, variable);
    return [...visible].sort(([a], [b]) => compareText(a, b));
  }

  /** What programs get: exported variables that have a text. */
  environment(): Map<string, string> {
    const environment = new Map<string, string>();
    for (const [name, variable] of this.all()) {
      if (variable.isExported && typeof variable.value === 'string') environment.set(name, variable.value);
    }
    return environment;
  }

  #home(name: string): Map<string, Variable> {
    const scope = this.#scopes.findLast((candidate) => candidate.has(name)) ?? this.#scopes[0];
    return scope ?? new Map<string, Variable>();
  }
}

function sortedByIndex(elements: Map<number | string, string>): Map<number | string, string> {
  return new Map(
    [...elements].sort(([a], [b]) => (typeof a === 'number' && typeof b === 'number' ? a - b : 0)),
  );
}
