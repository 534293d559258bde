import { describe, expect, it } from 'vitest';
import { takeSnapshot } from '../../sandbox/istio/index';
import { createContext } from '../../sandbox/istio/translate/context';
import { httpConnectionManager } from '../../sandbox/istio/translate/network-filters/http-connection-manager';
import type { HttpConnectionManager } from '../../sandbox/envoy/config/index';
import type { KubeObject } from '../../sandbox/kube/index';

type ListenerClass = 'outbound' | 'inbound' | 'gateway';

function telemetry(namespace: string, spec: object, name = 'all'): KubeObject {
  return { apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry', metadata: { name, namespace }, spec };
}

function managerOf(objects: readonly KubeObject[], listenerClass: ListenerClass): HttpConnectionManager {
  const snapshot = takeSnapshot({ list: (kind) => objects.filter((object) => object.kind === kind) });
  const proxy = {
    id: 'web.shop',
    type: 'sidecar' as const,
    namespace: 'shop',
    labels: { app: 'web' },
    ip: '10.0.0.1',
    serviceAccount: 'default',
    dnsDomain: 'shop.svc.cluster.local',
  };
  const context = createContext(snapshot, proxy);
  return httpConnectionManager(context, { listenerClass, protocol: 'HTTP', statPrefix: 'a', rds: 'b' })
    .typedConfig as HttpConnectionManager;
}

const off = { metrics: [{ providers: [{ name: 'prometheus' }], overrides: [{ disabled: true }] }] };
const tag = (value: string) => ({
  overrides: [{ match: { metric: 'REQUEST_COUNT' }, tagOverrides: { host: { value } } }],
});
const serverOff = {
  metrics: [{ overrides: [{ match: { mode: 'SERVER', metric: 'ALL_METRICS' }, disabled: true }] }],
};

describe('what Telemetries make of the filter that counts calls', () => {
  it.each<[string, readonly KubeObject[], ListenerClass, unknown]>([
    ['nobody says anything', [], 'outbound', { name: 'istio.stats' }],
    [
      'servers do not trust the names that callers choose',
      [],
      'inbound',
      { name: 'istio.stats', typedConfig: { disableHostHeaderFallback: true } },
    ],
    ['the mesh switches it off', [telemetry('istio-system', off)], 'outbound', undefined],
    ['another namespace switches it off', [telemetry('other', off)], 'outbound', { name: 'istio.stats' }],
    [
      'only servers are switched off: clients',
      [telemetry('shop', serverOff)],
      'outbound',
      { name: 'istio.stats' },
    ],
    ['only servers are switched off: servers', [telemetry('shop', serverOff)], 'inbound', undefined],
    [
      'the nearest wins',
      [
        telemetry('istio-system', { metrics: [tag('"mesh"')] }),
        telemetry('shop', { metrics: [tag('"namespace"')] }),
        telemetry('shop', { selector: { matchLabels: { app: 'web' } }, metrics: [tag('"web"')] }, 'web'),
        telemetry('shop', { selector: { matchLabels: { app: 'api' } }, metrics: [tag('"api"')] }, 'api'),
      ],
      'outbound',
      {
        name: 'istio.stats',
        typedConfig: { metrics: [{ name: 'requests_total', dimensions: { host: '"web"' } }] },
      },
    ],
    [
      'a metric is dropped and a tag removed',
      [
        telemetry('shop', {
          metrics: [
            {
              overrides: [
                { match: { metric: 'REQUEST_SIZE' }, disabled: true },
                { match: { metric: 'REQUEST_COUNT' }, tagOverrides: { source_app: { operation: 'REMOVE' } } },
              ],
            },
          ],
        }),
      ],
      'outbound',
      {
        name: 'istio.stats',
        typedConfig: {
          metrics: [
            { name: 'requests_total', tagsToRemove: ['source_app'] },
            { name: 'request_bytes', drop: true },
          ],
        },
      },
    ],
  ])('%s', (_, objects, listenerClass, wanted) => {
    const { httpFilters } = managerOf(objects, listenerClass);
    expect(httpFilters.find(({ name }) => name === 'istio.stats')).toEqual(wanted);
  });
});

/** What is left of a manager's tracing without the tags that every span of Istio has. */
function withoutIstiosTags(tracing: HttpConnectionManager['tracing']): unknown {
  if (tracing === undefined) return undefined;
  const { customTags = [], ...rest } = tracing;
  const own = customTags.filter(({ tag }) => !tag.startsWith('istio.'));
  return own.length === 0 ? rest : { ...rest, customTags: own };
}

describe('what Telemetries make of traces', () => {
  const provider = { tracing: [{ providers: [{ name: 'envoy' }] }] };
  const sampled = (value: number) => ({ tracing: [{ randomSamplingPercentage: value }] });
  const sampling = (value: number) => ({
    clientSampling: { value: 100 },
    randomSampling: { value },
    overallSampling: { value: 100 },
  });
  it.each<[string, readonly KubeObject[], unknown]>([
    ['nobody asks', [], sampling(1)],
    ['a provider is named', [telemetry('istio-system', provider)], sampling(1)],
    [
      'nobody knows the provider',
      [telemetry('shop', { tracing: [{ providers: [{ name: 'x' }] }] })],
      undefined,
    ],
    [
      'the namespace samples',
      [telemetry('istio-system', provider), telemetry('shop', sampled(50))],
      sampling(50),
    ],
    [
      'the namespace switches it off',
      [telemetry('istio-system', provider), telemetry('shop', { tracing: [{ disableSpanReporting: true }] })],
      undefined,
    ],
    [
      'tags by name',
      [
        telemetry('shop', {
          tracing: [
            {
              providers: [{ name: 'envoy' }],
              customTags: { b: { literal: { value: 'x' } }, a: { header: { name: 'x-a' } } },
            },
          ],
        }),
      ],
      {
        ...sampling(1),
        customTags: [
          { tag: 'a', requestHeader: { name: 'x-a' } },
          { tag: 'b', literal: { value: 'x' } },
        ],
      },
    ],
  ])('%s', (_, objects, wanted) => {
    expect(withoutIstiosTags(managerOf(objects, 'outbound').tracing)).toEqual(wanted);
  });

  it("adds Istio's tags unless they are not wanted", () => {
    const asked = { tracing: [{ providers: [{ name: 'envoy' }] }] };
    const names = (objects: readonly KubeObject[]) =>
      managerOf(objects, 'outbound').tracing?.customTags?.map(({ tag }) => tag);
    expect(names([telemetry('shop', asked)])).toEqual([
      'istio.authorization.dry_run.allow_policy.name',
      'istio.authorization.dry_run.allow_policy.result',
      'istio.authorization.dry_run.deny_policy.name',
      'istio.authorization.dry_run.deny_policy.result',
      'istio.canonical_revision',
      'istio.canonical_service',
      'istio.cluster_id',
      'istio.mesh_id',
      'istio.namespace',
    ]);
    const [first] = asked.tracing;
    expect(names([telemetry('shop', { tracing: [{ ...first, enableIstioTags: false }] })])).toBeUndefined();
  });
});
