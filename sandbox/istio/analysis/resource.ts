import type { KubeObject, ManifestSource } from '../../kube/index';
import { Field } from '../kinds/field';

/** An object to be analyzed and, when it is known, where its manifest stands. */
export interface AnalyzedObject {
  readonly object: KubeObject;
  readonly source?: ManifestSource;
}

/** The kinds that analyzers look at; Gateway API's Gateway is told from Istio's by its prefix. */
export type ResourceType =
  | 'Namespace'
  | 'Service'
  | 'Pod'
  | 'Node'
  | 'Secret'
  | 'ConfigMap'
  | 'Deployment'
  | 'MutatingWebhookConfiguration'
  | 'ValidatingWebhookConfiguration'
  | 'CustomResourceDefinition'
  | 'KubernetesGateway'
  | 'HTTPRoute'
  | 'GRPCRoute'
  | 'MeshConfig'
  | 'MeshNetworks'
  | 'Gateway'
  | 'VirtualService'
  | 'DestinationRule'
  | 'ServiceEntry'
  | 'WorkloadEntry'
  | 'WorkloadGroup'
  | 'Sidecar'
  | 'ProxyConfig'
  | 'EnvoyFilter'
  | 'PeerAuthentication'
  | 'RequestAuthentication'
  | 'AuthorizationPolicy'
  | 'Telemetry'
  | 'WasmPlugin'
  | 'TrafficExtension';

/** An object as analyzers read it. */
export class Resource {
  readonly kind: string;
  readonly name: string;
  /** Empty for cluster-scoped kinds, and for manifests that name none. */
  readonly namespace: string;
  /** The whole object. */
  readonly root: Field;
  readonly spec: Field;

  constructor(
    readonly object: KubeObject,
    readonly source: ManifestSource | undefined,
  ) {
    this.kind = object.kind;
    this.name = object.metadata.name;
    this.namespace = object.metadata.namespace ?? '';
    this.root = new Field(object, '');
    this.spec = this.root.at('spec');
  }

  /** `namespace/name`, or the name alone. */
  get fullName(): string {
    return this.namespace === '' ? this.name : `${this.namespace}/${this.name}`;
  }

  /** How messages name it: `VirtualService default/canary`. */
  get friendlyName(): string {
    return `${this.kind} ${this.fullName}`;
  }

  get labels(): Readonly<Record<string, string>> {
    return this.object.metadata.labels ?? {};
  }

  get annotations(): Readonly<Record<string, string>> {
    return this.object.metadata.annotations ?? {};
  }
}

/** Under which type an object is looked up. */
export function typeOf(object: KubeObject): string {
  return object.kind === 'Gateway' && object.apiVersion.startsWith('gateway.networking.k8s.io/')
    ? 'KubernetesGateway'
    : object.kind;
}
