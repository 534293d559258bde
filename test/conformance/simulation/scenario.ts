import type { KubeObject } from '../../../sandbox/kube/index';
import { takeSnapshot, type MeshConfig, type ProxyNodeInfo } from '../../../sandbox/istio/index';
import { inNamespace, meshObjects, readObjects } from '../mesh-objects';

/** A mesh, one of its proxies, and calls through it, as the corpus writes them down. */
export interface Scenario {
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

/** Objects of `config` carry no cluster domain there; the ones of `kubeConfig` do. */
export function snapshotOf(scenario: Scenario): ReturnType<typeof takeSnapshot> {
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

export function proxyOf(proxy: ScenarioProxy): ProxyNodeInfo {
  const namespace = proxy.configNamespace ?? 'default';
  return {
    id: `test.${namespace}`,
    type: proxy.type === 'router' ? 'router' : 'sidecar',
    namespace,
    metadataNamespace: '',
    labels: proxy.labels ?? {},
    ip: proxy.ipAddresses?.[0] ?? '1.1.1.1',
    serviceAccount: 'default',
    dnsDomain: 'default.svc.cluster.local',
    dnsAutoAllocate: (proxy.metadata?.dnsCapture && proxy.metadata.dnsAutoAllocate) ?? false,
  };
}
