import { typeOf, type Json } from './json';
import type { Definition, Filter } from './syntax';

/** A mistake while a filter runs; `value` is what `catch` gets. */
export class JqError extends Error {
  override readonly name = 'JqError';
  constructor(readonly value: Json) {
    super(typeof value === 'string' ? value : `${JSON.stringify(value)} (not a string)`);
  }
}

/** A filter handed to a function, with the names it was written among. */
export interface Closure {
  readonly filter: Filter;
  readonly scope: Scope;
}

/** A function of the language: input and unevaluated arguments to any number of values. */
export type Builtin = (input: Json, args: readonly Closure[]) => Iterable<Json>;

/** What the parts of the interpreter need of each other; each scope carries it. */
export interface Engine {
  evaluate(filter: Filter, input: Json, scope: Scope): Generator<Json, void>;
  pathsOf(filter: Filter, input: Json, scope: Scope): Generator<readonly Json[], void>;
  assign(filter: Filter & { readonly is: 'assign' }, input: Json, scope: Scope): Generator<Json, void>;
}

/** Names in reach: variables, functions, parameters. */
export class Scope {
  readonly #variables = new Map<string, Json>();
  readonly #functions = new Map<string, Definition | Closure>();

  constructor(
    private readonly outer: Scope | undefined,
    private readonly budget: { steps: number },
    readonly engine: Engine,
  ) {}

  child(): Scope {
    return new Scope(this, this.budget, this.engine);
  }

  bind(name: string, value: Json): this {
    this.#variables.set(name, value);
    return this;
  }

  define(name: string, what: Definition | Closure): this {
    this.#functions.set(name, what);
    return this;
  }

  variable(name: string): Json {
    const value = this.#variables.get(name);
    if (value !== undefined) return value;
    if (this.outer === undefined) throw new JqError(`$${name} is not defined`);
    return this.outer.variable(name);
  }

  find(name: string): { readonly what: Definition | Closure; readonly home: Scope } | undefined {
    const what = this.#functions.get(name);
    return what === undefined ? this.outer?.find(name) : { what, home: this };
  }

  /** Counts a step, so that an endless filter ends. */
  step(): void {
    if (--this.budget.steps < 0) throw new JqError('the filter runs for too long');
  }
}

export function signature({ name, parameters }: Definition): string {
  return `${name}/${String(parameters.length)}`;
}

export function isTruthy(value: Json): boolean {
  return value !== null && value !== false;
}

/** `string ("abc")`: a value as error messages show it. */
export function describe(value: Json): string {
  const text = JSON.stringify(value);
  return `${typeOf(value)} (${text.length > 11 ? `${text.slice(0, 10)}...` : text})`;
}
