import type { TelemetryTracing, TracingTag } from '../api/index';
import type { MeshConfig } from '../mesh-config';
import { findProvider, providerNames, sidesOf, type ReportingSide } from './providers';

/** How one side of a workload's calls is traced. */
export interface TracingSettings {
  /** Spans go there; nowhere when it is disabled. */
  readonly provider?: string;
  readonly disabled: boolean;
  /** Percent; undefined = as the mesh says. */
  readonly randomSamplingPercentage?: number;
  readonly customTags?: Readonly<Record<string, TracingTag>>;
  readonly useRequestIdForTraceSampling: boolean;
  readonly enableIstioTags: boolean;
  readonly disableContextPropagation: boolean;
}

type Writable = { -readonly [Name in keyof TracingSettings]: TracingSettings[Name] };

/** What Telemetries, each over the ones before, make of tracing; undefined when nothing and nobody asks for it. */
export function tracingOf(
  tracing: readonly TelemetryTracing[],
  mesh: Pick<MeshConfig, 'defaultProviders' | 'extensionProviders'>,
): Readonly<Record<ReportingSide, TracingSettings>> | undefined {
  const defaults = mesh.defaultProviders?.tracing ?? [];
  if (tracing.length === 0 && defaults.length === 0) return undefined;
  const sides = { client: initial(), server: initial() };
  const choose = (side: ReportingSide, [name]: readonly string[]): void => {
    const found = name === undefined ? undefined : findProvider(mesh, name)?.name;
    if (found === undefined) delete sides[side].provider;
    else sides[side].provider = found;
  };
  for (const side of ['client', 'server'] as const) choose(side, defaults);
  for (const entry of tracing) {
    for (const side of sidesOf(entry.match?.mode)) {
      if (entry.providers?.length) choose(side, providerNames(entry.providers, []));
      Object.assign(sides[side], settingsOf(entry));
    }
  }
  for (const side of [sides.client, sides.server]) if (side.provider === undefined) side.disabled = true;
  return sides;
}

function initial(): Writable {
  return {
    disabled: false,
    useRequestIdForTraceSampling: true,
    enableIstioTags: true,
    disableContextPropagation: false,
  };
}

/** Only what the entry says. */
function settingsOf({
  disableSpanReporting: disabled,
  customTags,
  randomSamplingPercentage,
  useRequestIdForTraceSampling,
  enableIstioTags,
  disableContextPropagation,
}: TelemetryTracing): Partial<TracingSettings> {
  const said = {
    disabled,
    customTags,
    randomSamplingPercentage,
    useRequestIdForTraceSampling,
    enableIstioTags,
    disableContextPropagation,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}
