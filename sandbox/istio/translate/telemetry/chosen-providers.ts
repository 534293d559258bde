import type { TelemetryAccessLogging } from '../../discovery/api/index';
import { providerNames, sidesOf } from '../../discovery/index';

/** What Telemetries say of the log of one provider. */
export interface ChosenLog {
  readonly disabled?: true;
  /** A CEL expression: only what it holds for is logged. */
  readonly expression?: string;
}

/**
 * The providers that Telemetries speak of, by name, for one side of calls (pilot/pkg/model/telemetry.go, mergeLogs).
 * @param levels the entries of each Telemetry, each over the ones before
 * @param defaults the mesh's providers
 */
export function chosenProviders(
  levels: readonly (readonly TelemetryAccessLogging[])[],
  defaults: readonly string[],
  side: 'client' | 'server',
): ReadonlyMap<string, ChosenLog> {
  if (levels.length === 0) return new Map(defaults.map((name) => [name, {}]));
  const chosen = new Map<string, ChosenLog>();
  const { inScope, filters } = named(levels, defaults, side);
  let names = defaults;
  for (const { providers, match, disabled } of levels.flat()) {
    names = providerNames(providers, names);
    if (!sidesOf(match?.mode).includes(side)) continue;
    for (const name of names)
      if (inScope.has(name)) chosen.set(name, disabled === true ? { disabled } : (filters.get(name) ?? {}));
  }
  return chosen;
}

/** The providers that the nearest level with any names, and the last filter that goes with a name. */
function named(
  levels: readonly (readonly TelemetryAccessLogging[])[],
  defaults: readonly string[],
  side: 'client' | 'server',
): { readonly inScope: ReadonlySet<string>; readonly filters: ReadonlyMap<string, ChosenLog> } {
  const filters = new Map<string, ChosenLog>();
  let inScope = new Set(defaults);
  for (const level of levels) {
    const entries = level.filter(({ match }) => sidesOf(match?.mode).includes(side));
    for (const { providers = [], filter } of entries)
      for (const { name } of providers)
        filters.set(name, filter === undefined ? {} : { expression: filter.expression ?? '' });
    const names = entries.flatMap(({ providers = [] }) => providers.map(({ name }) => name));
    if (names.length > 0) inScope = new Set(names);
  }
  return { inScope, filters };
}
