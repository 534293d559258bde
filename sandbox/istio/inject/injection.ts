import { compareText } from '../../lib/compare-text';
import { at, record, records, type KubeObject } from '../../kube/index';
import { parseYaml } from '../../lib/yaml/index';
import { effectiveProxyConfig } from '../discovery/index';
import type { InjectionOptions } from './injection-options';

export type Json = Readonly<Record<string, unknown>>;

/** What owns the pods that are injected: the object of a manifest, or what a running pod tells of it. */
export interface Workload {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** One pod on its way to a sidecar: what the parts of the template look at. */
export class Injection {
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** What ProxyConfig resources and the pod's `proxy.istio.io/config` say over the mesh's own. */
  readonly proxyConfig: Json;

  constructor(
    readonly pod: KubeObject,
    readonly workload: Workload,
    readonly options: InjectionOptions,
  ) {
    this.annotations = pod.metadata.annotations ?? {};
    this.labels = pod.metadata.labels ?? {};
    this.proxyConfig = effectiveProxyConfig(options.proxyConfigs ?? [], options.istioNamespace, {
      namespace: workload.namespace,
      labels: this.labels,
      annotated: readProxyConfig(this.annotations['proxy.istio.io/config']),
      mesh: options.proxyDefaults ?? {},
    });
  }

  get spec(): Json {
    return record(this.pod.spec);
  }

  get containers(): readonly Json[] {
    return records(this.spec['containers']).filter(({ name }) => name !== 'istio-proxy');
  }

  /** An annotation, else the installation's value. */
  setting(annotation: string, fallback: string): string {
    return this.annotations[annotation] ?? fallback;
  }

  get isNative(): boolean {
    const wish = this.annotations['sidecar.istio.io/nativeSidecar'];
    return wish === undefined ? this.options.nativeSidecars : wish !== 'false';
  }

  get holdsApplication(): boolean {
    return (
      this.options.holdApplicationUntilProxyStarts ||
      this.proxyConfig['holdApplicationUntilProxyStarts'] === true
    );
  }

  get interceptionMode(): string {
    const configured = this.proxyConfig['interceptionMode'];
    const mode = typeof configured === 'string' ? configured : 'REDIRECT';
    return this.setting('sidecar.istio.io/interceptionMode', mode);
  }

  get statusPort(): string {
    return this.setting('status.sidecar.istio.io/port', this.options.statusPort);
  }

  get image(): string {
    const wish = this.annotations['sidecar.istio.io/proxyImage'];
    if (wish?.includes('/') === true) return wish;
    const type = at(this.proxyConfig, 'image', 'imageType');
    const kind = this.setting('sidecar.istio.io/proxyImageType', typeof type === 'string' ? type : '');
    return kind === '' || kind === 'default' ? this.options.image : `${this.options.image}-${kind}`;
  }

  get proxyMetadata(): readonly (readonly [string, string])[] {
    return Object.entries(record(this.proxyConfig['proxyMetadata']))
      .map(([name, value]) => [name, String(value)] as const)
      .sort(([one], [other]) => compareText(one, other));
  }
}

function readProxyConfig(text: string | undefined): Json {
  return record(parseYaml(text ?? '', { file: '' }).documents[0]?.value);
}
