import type { CommandInput, Flag } from '../command';

/** Collects what a parser finds and answers it as a {@link CommandInput}. */
export class ParsedFlags implements CommandInput {
  readonly positional: string[] = [];
  rest?: string[];
  readonly #values = new Map<Flag, string[]>();

  constructor(
    readonly words: readonly string[],
    readonly flags: readonly Flag[],
  ) {}

  add(flag: Flag, value: string): void {
    const values = this.#values.get(flag);
    if (values) values.push(value);
    else this.#values.set(flag, [value]);
  }

  flag(name: string): string | undefined {
    const flag = this.#named(name);
    return flag && (this.#values.get(flag)?.at(-1) ?? flag.default);
  }

  has(name: string): boolean {
    const flag = this.#named(name);
    const value = flag && this.#values.get(flag)?.at(-1);
    return value !== undefined && !(flag?.type === 'switch' && value === 'false');
  }

  list(name: string): readonly string[] {
    const flag = this.#named(name);
    return (flag && this.#values.get(flag)) ?? [];
  }

  #named(name: string): Flag | undefined {
    return this.flags.find((flag) => flag.long === name || (flag.long === undefined && flag.short === name));
  }
}
