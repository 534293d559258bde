import type { TelemetrySpec } from '../../../../sandbox/istio/discovery/api/index';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import type { MeshConfig } from '../../../../sandbox/istio/index';
import { TelemetryIndex } from '../../../../sandbox/istio/discovery/telemetry/telemetry-index';
import { tracingOf, type TracingSettings } from '../../../../sandbox/istio/discovery/telemetry/tracing';
import { statsFilters } from '../../../../sandbox/istio/translate/telemetry/stats-filter';
import { identifier, withCalls, type Calls } from './calls';
import {
  at,
  constant,
  entries,
  items,
  NotData,
  number,
  text,
  texts,
  textMap,
  truth,
  type Go,
  type GoStruct,
} from './go-literal';
import { camelKeys } from './goldens';
import { withConstants } from './known-constants';
import { configObject, message } from './manifest';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/telemetry_test.go';

/** What Telemetries make of metrics and traces. */
export const telemetryTables: readonly Table[] = [
  {
    source,
    func: 'TestTracing',
    check: (row) => {
      const tracing = specsFor(row).flatMap(({ tracing: own }) => own ?? []);
      const mesh = { defaultProviders: { tracing: texts(row['defaultProviders']) } };
      const found = tracingOf(tracing, mesh);
      const wanted = withCalls(row['want'], {
        newTracingConfig: ([name, disabled]) => {
          const spec = {
            Provider: { Name: name },
            Disabled: at(disabled, '$go') === '!reportingEnabled' || truth(disabled),
            UseRequestIDForTraceSampling: true,
            EnableIstioTags: true,
          };
          return { ClientSpec: spec, ServerSpec: spec };
        },
      });
      if (wanted === undefined || wanted === null) return differ(found, undefined);
      return differ(found, {
        client: settings(at(wanted, 'ClientSpec')),
        server: settings(at(wanted, 'ServerSpec')),
      });
    },
  },
  {
    source,
    func: 'TestTelemetryFilters',
    check: (row) => {
      if (identifier(at(row['proxy'], 'Type')) === 'Waypoint') return 'waypoints are not simulated';
      const metrics = specsFor(row).flatMap(({ metrics: own }) => own ?? []);
      const mesh = { defaultProviders: message(row['defaultProviders']) ?? {} } as Pick<
        MeshConfig,
        'defaultProviders'
      >;
      const listenerClass = classes[constant(row['class'])];
      if (listenerClass === undefined) throw new NotData(`a listener of class ${constant(row['class'])}`);
      const found = statsFilters(metrics, mesh, listenerClass).map(({ name, typedConfig }) => [
        name,
        typedConfig ?? {},
      ]);
      const wanted = entries(row['want']).map(([name, written]) => {
        const config = identifier(written) === 'cfg' ? oneOverride : text(written);
        return [name, camelKeys(JSON.parse(config))];
      });
      return differ(Object.fromEntries(found), Object.fromEntries(wanted));
    },
  },
];

const classes: Readonly<Record<string, 'outbound' | 'inbound' | 'gateway'>> = {
  ListenerClassSidecarOutbound: 'outbound',
  ListenerClassSidecarInbound: 'inbound',
  ListenerClassGateway: 'gateway',
};

/** What several rows want. */
const oneOverride =
  '{"metrics":[{"dimensions":{"add":"bar"},"name":"requests_total","tags_to_remove":["remove"]}]}';

const calls: Calls = {
  newTelemetry: ([namespace, spec]) => ({
    $type: 'config.Config',
    Meta: { $type: 'config.Meta', Name: 'default', Namespace: namespace, GroupVersionKind: '$gvk.Telemetry' },
    Spec: spec,
  }),
};

/** The specifications that a row's proxy is under. */
function specsFor(row: GoStruct): readonly TelemetrySpec[] {
  const configs = items(withConstants(withCalls(row['cfgs'], calls))).map((config) =>
    toConfig<TelemetrySpec>(configObject(config)),
  );
  const proxy = row['proxy'];
  const subject = {
    namespace: text(at(proxy, 'ConfigNamespace')),
    labels: textMap(withConstants(at(proxy, 'Labels'))),
  };
  return new TelemetryIndex(configs, 'istio-system').forWorkload(subject).map(({ spec }) => spec);
}

function settings(spec: Go): TracingSettings {
  const provider = at(spec, 'Provider', 'Name');
  const percentage = at(spec, 'RandomSamplingPercentage');
  const tags = at(spec, 'CustomTags');
  return {
    ...(provider === undefined ? {} : { provider: text(provider) }),
    disabled: truth(at(spec, 'Disabled')),
    ...(percentage === undefined ? {} : { randomSamplingPercentage: number(percentage) }),
    ...(tags === undefined ? {} : { customTags: message(tags) as Record<string, object> }),
    useRequestIdForTraceSampling: truth(at(spec, 'UseRequestIDForTraceSampling')),
    enableIstioTags: truth(at(spec, 'EnableIstioTags')),
    disableContextPropagation: truth(at(spec, 'DisableContextPropagation')),
  };
}
