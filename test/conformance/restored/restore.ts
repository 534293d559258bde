import { isDeepStrictEqual } from 'node:util';

/** What the recording of one unit left out. */
export interface Restored {
  /** File and line in Istio's sources, at the commit that the corpus names. */
  readonly source: string;
  readonly holes: readonly Hole[];
}

/** One place of a unit where the recording has not what its source has. */
export interface Hole {
  /** The way to it: names of fields and indexes of lists; a name in a list is that of the item called so. */
  readonly at: readonly (string | number)[];
  /** What the recording has there instead; absent = nothing. Anything else there is the recording's own word. */
  readonly recorded?: unknown;
  readonly value: unknown;
}

/** A unit with its holes filled; where a recording is whole it is left as it is. */
export function restore<Unit>(unit: Unit, restored: Restored | undefined): Unit {
  return (restored?.holes ?? []).reduce<Unit>((filled, hole) => fill(filled, hole, hole.at) as Unit, unit);
}

function fill(value: unknown, hole: Hole, [step, ...rest]: Hole['at']): unknown {
  if (step === undefined) return isDeepStrictEqual(value, hole.recorded) ? hole.value : value;
  if (Array.isArray(value)) {
    const found = typeof step === 'number' ? step : value.findIndex((item) => nameOf(item) === step);
    return value.map((item: unknown, index) => (index === found ? fill(item, hole, rest) : item));
  }
  if (typeof value !== 'object' || value === null) return value;
  const own = (value as Readonly<Record<string, unknown>>)[step];
  const filled = fill(own, hole, rest);
  return filled === own ? value : { ...value, [step]: filled };
}

function nameOf(item: unknown): unknown {
  return (item as { readonly name?: unknown } | null)?.name;
}
