import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../../sandbox/kube/index';
import { takeSnapshot, translate, type MeshConfig, type ProxyNodeInfo } from '../../../sandbox/istio/index';
import type { Adapter, AdapterReport } from '../adapter';
import { inNamespace, meshObjects, readObjects } from '../mesh-objects';
import { fillCall } from '../simulation/call';
import { simulate, type SimulationResult } from '../simulation/simulate';

interface Scenario {
  readonly name: string;
  readonly config?: string;
  readonly kubeConfig?: string;
  readonly extraConfigs?: readonly KubeObject[];
  readonly meshConfig?: Partial<MeshConfig> | null;
  readonly features?: Readonly<Record<string, boolean>> | null;
  readonly proxy?: ScenarioProxy | null;
  readonly calls: readonly {
    readonly name?: string;
    readonly call: Readonly<Record<string, unknown>>;
    readonly expected: Readonly<Record<string, unknown>>;
  }[];
}

interface ScenarioProxy {
  readonly type?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly configNamespace?: string;
  readonly ipAddresses?: readonly string[];
  readonly metadata?: { readonly dnsCapture?: boolean; readonly dnsAutoAllocate?: boolean };
}

const FIELDS = [
  'listenerMatched',
  'filterChainMatched',
  'routeConfigMatched',
  'virtualHostMatched',
  'routeMatched',
  'clusterMatched',
] as const;

/** Istio's simulation tests: a configuration, calls through it, and what they run into. */
export const adapter: Adapter = {
  key: 'istio/vs-translation/simulation',
  run(corpusDirectory): AdapterReport {
    const path = join(corpusDirectory, 'istio/vs-translation/simulation.json');
    const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: readonly Scenario[] };
    const failures = cases.flatMap((scenario) => {
      const wrong = runScenario(scenario);
      return wrong.length === 0 ? [] : [{ id: scenario.name, why: wrong.join('; ') }];
    });
    return { total: cases.length, pass: cases.length - failures.length, failures };
  },
};

function runScenario(scenario: Scenario): string[] {
  let config;
  try {
    config = translate(snapshotOf(scenario), proxyOf(scenario.proxy ?? {}));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
  return scenario.calls.flatMap(({ name, call, expected }) => {
    const wrong = differences(simulate(config, fillCall(call)), expected);
    return wrong === '' ? [] : [`${name ?? '?'}: ${wrong}`];
  });
}

/** Objects of `config` carry no cluster domain there; the ones of `kubeConfig` do. */
function snapshotOf(scenario: Scenario): ReturnType<typeof takeSnapshot> {
  const objects = [
    ...readObjects(scenario.config, scenario.kubeConfig),
    ...(scenario.extraConfigs ?? []).map((object) => inNamespace(object)),
  ];
  return takeSnapshot({
    ...meshObjects(objects),
    clusterDomain: 'cluster.local',
    configDomain: '',
    ...(scenario.meshConfig ? { meshConfig: scenario.meshConfig } : {}),
    features: {
      tlsOnSidecarIngress: scenario.features?.['ENABLE_TLS_ON_SIDECAR_INGRESS'] ?? false,
      ipAutoallocate: scenario.features?.['PILOT_ENABLE_IP_AUTOALLOCATE'] ?? true,
    },
  });
}

function proxyOf(proxy: ScenarioProxy): ProxyNodeInfo {
  const namespace = proxy.configNamespace ?? 'default';
  return {
    id: `test.${namespace}`,
    type: proxy.type === 'router' ? 'router' : 'sidecar',
    namespace,
    labels: proxy.labels ?? {},
    ip: proxy.ipAddresses?.[0] ?? '1.1.1.1',
    serviceAccount: 'default',
    dnsDomain: 'default.svc.cluster.local',
    dnsAutoAllocate: (proxy.metadata?.dnsCapture && proxy.metadata.dnsAutoAllocate) ?? false,
  };
}

function differences(actual: SimulationResult, expected: Readonly<Record<string, unknown>>): string {
  const strict = expected['strictMatch'] === true;
  const wanted = (field: string): string => (typeof expected[field] === 'string' ? expected[field] : '');
  const wrong: string[] = [];
  if (actual.error !== wanted('error')) {
    wrong.push(`error is "${actual.error}", not "${wanted('error')}"`);
  }
  for (const field of FIELDS) {
    if ((wanted(field) === '' && !strict) || actual[field] === wanted(field)) continue;
    wrong.push(`${field} is "${actual[field]}", not "${wanted(field)}"`);
  }
  return wrong.join(', ');
}
