import { compareText } from '../../../lib/compare-text';
import type { HttpConnectionManager, TraceTag } from '../../../envoy/config/index';
import { findProvider, tracingOf, type ExtensionProvider } from '../../discovery/index';
import type { TracingTag } from '../../discovery/api/index';
import type { Context } from '../context';
import { sideOf, type ListenerClass } from '../listeners/listener-class';
import { isAtLeast } from '../proxy/istio-release';
import { proxySettings } from '../proxy/proxy-settings';
import { istioTags } from './trace-tags';

type Tracing = NonNullable<HttpConnectionManager['tracing']>;
type TracerName = NonNullable<Tracing['provider']>['name'];

const ALL = { value: 100 };

/**
 * What Telemetries, or the mesh's default providers, ask of a proxy's traces; where nobody asks, what the mesh's
 * `defaultConfig` says, unless `enableTracing` is off: then spans go to the receiver that the proxy was started with,
 * which mostly is none (pilot/pkg/networking/core/tracing.go).
 */
export function tracing(
  context: Context,
  listenerClass: ListenerClass,
): Pick<HttpConnectionManager, 'tracing'> {
  const { telemetries, mesh } = context.snapshot;
  const entries = telemetries.forWorkload(context.proxy).flatMap(({ spec }) => spec.tracing ?? []);
  const sides = tracingOf(entries, mesh);
  const started = proxySettings(context).tracing;
  const shared = {
    clientSampling: ALL,
    overallSampling: ALL,
    ...(started?.maxPathTagLength ? { maxPathTagLength: started.maxPathTagLength } : {}),
  };
  const tags = (withIstioTags: boolean, own: Readonly<Record<string, TracingTag>>): Partial<Tracing> => {
    const found = [...(withIstioTags ? istioTags(context.proxy) : []), ...customTags(own, context.proxy)];
    found.sort((one, other) => compareText(one.tag, other.tag));
    return found.length > 0 ? { customTags: found } : {};
  };
  const ofMesh = started?.customTags ?? {};
  if (sides === undefined) {
    if (!mesh.enableTracing) return {};
    const sampled = { randomSampling: { value: meshSampling(context) } };
    const bootstrap = started?.zipkin?.address ? { bootstrapTracer: 'envoy.tracers.zipkin' as const } : {};
    return {
      tracing: { ...shared, ...sampled, ...tags(started?.enableIstioTags !== false, ofMesh), ...bootstrap },
    };
  }
  const settings = sides[sideOf(listenerClass)];
  if (settings.disabled) return {};
  const { customTags: own = {} } = settings;
  return {
    tracing: {
      ...shared,
      randomSampling: { value: settings.randomSamplingPercentage ?? meshSampling(context) },
      ...tracer(findProvider(mesh, settings.provider ?? '')),
      ...tags(settings.enableIstioTags, Object.keys(own).length > 0 ? own : ofMesh),
      ...(settings.disableContextPropagation && { noContextPropagation: true as const }),
    },
  };
}

/** Percent of requests where no Telemetry says; more than all of them counts as one in a hundred. */
function meshSampling(context: Context): number {
  const said = proxySettings(context).tracing?.sampling ?? 0;
  if (said === 0) return context.snapshot.features.traceSampling;
  return said > 100 ? 1 : said;
}

/** Which headers carry the trace: those of the receiver's protocol. */
function tracer(provider: ExtensionProvider | undefined): {
  readonly provider?: { readonly name: TracerName };
} {
  if (provider?.opentelemetry) return { provider: { name: 'envoy.tracers.opentelemetry' } };
  return provider?.zipkin ? { provider: { name: 'envoy.tracers.zipkin' } } : {};
}

/** Tags of formats came with 1.29: older proxies would refuse them. */
const FORMATS = [1, 29] as const;

function customTags(
  tags: Readonly<Record<string, TracingTag>>,
  { istioVersion }: Context['proxy'],
): TraceTag[] {
  return Object.entries(tags).flatMap(([tag, { header, formatter, ...source }]): TraceTag[] => {
    if (header) return [{ tag, requestHeader: header }];
    if (!formatter) return [{ tag, ...source }];
    return isAtLeast(istioVersion, FORMATS) ? [{ tag, value: formatter.value ?? '' }] : [];
  });
}
