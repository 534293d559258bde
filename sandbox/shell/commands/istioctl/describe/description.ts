import type { ProxyConfig } from '../../../../envoy/config/index';
import { isRecord, type KubeObject } from '../../../../kube/index';
import type { ShellWorld } from '../../../context';

export type Json = Readonly<Record<string, unknown>>;

/** Lines about an object, and what of the cluster they are about. */
export class Description {
  text = '';

  constructor(
    readonly world: ShellWorld,
    /** Objects of other namespaces are named with theirs. */
    readonly namespace: string,
  ) {}

  line(text: string, indent = 0): void {
    this.text += `${' '.repeat(indent)}${text}\n`;
  }

  /** `name`, or `name.namespace` of another namespace. */
  nameOf({ metadata }: KubeObject): string {
    const { name, namespace = '' } = metadata;
    return namespace === this.namespace ? name : `${name}.${namespace}`;
  }

  /** The configuration that a pod's proxy has. */
  configOf({ metadata }: KubeObject): ProxyConfig | undefined {
    return this.world.mesh?.configDump(`${metadata.name}.${metadata.namespace ?? ''}`);
  }

  servicesOf(pod: KubeObject): readonly KubeObject[] {
    return this.world.api
      .list('Service', pod.metadata.namespace)
      .filter((service) => selects(selectorOf(service), pod.metadata.labels ?? {}));
  }

  podsOf(service: KubeObject): readonly KubeObject[] {
    return this.world.api
      .list('Pod', service.metadata.namespace)
      .filter((pod) => selects(selectorOf(service), pod.metadata.labels ?? {}));
  }
}

function selectorOf({ spec }: KubeObject): Json {
  return isRecord(spec) && isRecord(spec.selector) ? spec.selector : {};
}

/** Whether labels have all that a selector names; a selector that names nothing selects nothing. */
export function selects(selector: Json, labels: Json): boolean {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([name, value]) => labels[name] === value);
}

export function specOf({ spec }: KubeObject): Json {
  return isRecord(spec) ? spec : {};
}

export function records(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
