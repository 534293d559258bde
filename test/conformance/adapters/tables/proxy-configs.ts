import type { ProxyConfigSpec } from '../../../../sandbox/istio/discovery/api/index';
import { applyMeshConfig } from '../../../../sandbox/istio/discovery/apply-mesh-config';
import { DEFAULT_MESH_CONFIG } from '../../../../sandbox/istio/discovery/mesh-config';
import { toConfig } from '../../../../sandbox/istio/discovery/config';
import {
  effectiveProxyConfig,
  fromProxyConfig,
  overlayProxyConfig,
  type ProxyConfig,
} from '../../../../sandbox/istio/discovery/proxy-config';
import { withCalls, type Calls } from './calls';
import { at, isStruct, items, number, text, textMap, truth, type Go } from './go-literal';
import { yaml } from './goldens';
import { withConstants } from './known-constants';
import { message } from './manifest';
import { differ, type Table } from './table';

const source = 'pilot/pkg/model/proxy_config_test.go';
const mesh = 'pkg/config/mesh/mesh_test.go';

/** What proxies start with, and the mesh's own configuration laid over its defaults. */
export const proxyConfigTables: readonly Table[] = [
  {
    source,
    func: 'TestConvertToMeshConfigProxyConfig',
    check: (row) => differ(fromProxyConfig(message(row['pc']) as ProxyConfigSpec), message(row['expected'])),
  },
  {
    source,
    func: 'TestMergeWithPrecedence',
    check: (row) =>
      differ(
        overlayProxyConfig(configuration(row['second']), configuration(row['first'])),
        configuration(row['expected']),
      ),
  },
  {
    source,
    func: 'TestEffectiveProxyConfig',
    check: (row) => {
      const configs = items(withCalls(row['configs'], calls)).map((config) =>
        toConfig<ProxyConfigSpec>(config as Parameters<typeof toConfig>[0]),
      );
      const [namespace, labels, annotations] = items(withConstants(at(row['proxy'], 'args')));
      const annotated = yaml(textMap(annotations)['proxy.istio.io/config'] ?? '');
      const found = effectiveProxyConfig(configs, 'istio-system', {
        namespace: text(namespace),
        labels: textMap(labels),
        annotated: isStruct(annotated) ? annotated : {},
      });
      const base = configuration(row['defaultConfig']);
      return differ(overlayProxyConfig(base, found), {
        ...base,
        ...configuration(row['expected']),
      });
    },
  },
  {
    source: mesh,
    func: 'TestProxyConfigMerge',
    check: (row) => {
      const [base, overlay, result] = [row['base'], row['overlay'], row['result']].map(
        (written) => yaml(text(written)) as ProxyConfig,
      );
      return differ(overlayProxyConfig(base ?? {}, overlay ?? {}), result);
    },
  },
  {
    source: mesh,
    func: 'TestApplyMeshConfigLocalityZoneAware',
    check: (row) => {
      const written = yaml(text(row['yaml']));
      const { localityLbSetting, zoneAwareLbSetting } = applyMeshConfig(
        DEFAULT_MESH_CONFIG,
        isStruct(written) ? written : {},
      );
      const found = [localityLbSetting, zoneAwareLbSetting].flatMap((setting) => [
        setting !== undefined,
        setting?.enabled === true,
      ]);
      const names = ['wantLocality', 'wantLocEnabled', 'wantZoneAware', 'wantZAEnabled'];
      return differ(
        found,
        names.map((name) => truth(row[name])),
      );
    },
  },
  {
    source: mesh,
    func: 'TestDeepMerge',
    check: (row) => {
      const base = {
        defaultProviders: { metrics: ['stackdriver'] },
        extensionProviders: [{ name: 'stackdriver', stackdriver: { maxNumberOfAttributes: 3 } }],
        trustDomainAliases: ['default', 'both'],
      };
      return differ(applyMeshConfig(base, yaml(text(row['in'])) as object), yaml(text(row['out'])));
    },
  },
];

/** Functions of the test; times count from its start. */
const calls: Calls = {
  v: ([value]) => value,
  selector: ([labels]) => ({ $type: 'WorkloadSelector', MatchLabels: labels }),
  'time.Now': () => 0,
  'now.Add': ([duration]) => number(duration),
  'mesh.DefaultProxyConfig().GetTracing': () => ({
    $type: 'Tracing',
    Zipkin: { $type: 'Zipkin', Address: 'a:1' },
  }),
  newProxyConfig: ([name, namespace, spec]) => ({
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'ProxyConfig',
    metadata: { name, namespace },
    spec: message(spec),
  }),
  setCreationTimestamp: ([config, afterMs]) => {
    const metadata = at(config, 'metadata');
    const second = String(Math.min(59, number(afterMs) / 1000));
    const creationTimestamp = `2020-01-01T00:00:${second.padStart(2, '0')}Z`;
    return { ...(config as object), metadata: { ...(metadata as object), creationTimestamp } };
  },
};

function configuration(value: Go): ProxyConfig {
  const read = message(withCalls(value, calls));
  return isStruct(read) ? read : {};
}
