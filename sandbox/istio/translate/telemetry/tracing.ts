import type { HttpConnectionManager } from '../../../envoy/config/index';
import { findProvider, tracingOf, type ExtensionProvider } from '../../discovery/index';
import type { TracingTag } from '../../discovery/api/index';
import type { Context } from '../context';
import { sideOf, type ListenerClass } from '../listener-class';

/** Percent of calls that are traced where nobody says. */
const DEFAULT_SAMPLING = 1;
const ALL = { value: 100 };

/**
 * What Telemetries, or the mesh's default providers, ask of a proxy's traces
 * (pilot/pkg/networking/core/tracing.go). Nothing where nobody asks: the receiver of the older mesh settings is not simulated.
 */
export function tracing(
  { snapshot: { telemetries, mesh }, proxy }: Context,
  listenerClass: ListenerClass,
): Pick<HttpConnectionManager, 'tracing'> {
  const entries = telemetries.forWorkload(proxy).flatMap(({ spec }) => spec.tracing ?? []);
  const settings = tracingOf(entries, mesh)?.[sideOf(listenerClass)];
  if (settings === undefined || settings.disabled) return {};
  const tags = Object.entries(settings.customTags ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    tracing: {
      clientSampling: ALL,
      randomSampling: { value: settings.randomSamplingPercentage ?? DEFAULT_SAMPLING },
      overallSampling: ALL,
      ...tracer(findProvider(mesh, settings.provider ?? '')),
      ...(tags.length > 0 && { customTags: tags.map(([tag, source]) => ({ tag, ...customTag(source) })) }),
      ...(settings.disableContextPropagation && { noContextPropagation: true as const }),
    },
  };
}

/** Which headers carry the trace: those of the receiver's protocol. */
function tracer(
  provider: ExtensionProvider | undefined,
): Pick<NonNullable<HttpConnectionManager['tracing']>, 'provider'> {
  if (provider?.opentelemetry) return { provider: { name: 'envoy.tracers.opentelemetry' } };
  return provider?.zipkin ? { provider: { name: 'envoy.tracers.zipkin' } } : {};
}

function customTag({ header, ...source }: TracingTag): object {
  return header ? { requestHeader: header } : source;
}
