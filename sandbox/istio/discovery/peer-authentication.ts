import type { MutualTls, MutualTlsMode, PeerAuthenticationSpec } from './api/index';
import { compareByCreationTime, type Config } from './config';
import { isSelective, selects, type Labels } from './labels';

/** The effective PeerAuthentication of a workload. */
export interface EffectivePeerAuthentication {
  readonly mode: MutualTlsMode;
  /** By container port. */
  readonly portLevel: ReadonlyMap<number, MutualTlsMode>;
  /** What decided, most specific last; empty = the default. */
  readonly sources: readonly Config<PeerAuthenticationSpec>[];
}

/** PeerAuthentications by scope: mesh, namespace, workload (pilot/pkg/security/authn/policy_applier.go). */
export class PeerAuthenticationIndex {
  readonly #scoped = new Map<string, Config<PeerAuthenticationSpec>>();
  readonly #workload = new Map<string, Config<PeerAuthenticationSpec>[]>();

  constructor(
    policies: readonly Config<PeerAuthenticationSpec>[],
    readonly rootNamespace: string,
  ) {
    for (const policy of [...policies].sort(compareByCreationTime)) {
      if (!isSelective(policy.spec.selector?.matchLabels)) {
        if (!this.#scoped.has(policy.namespace)) this.#scoped.set(policy.namespace, policy);
      } else if (policy.namespace !== rootNamespace) {
        const list = this.#workload.get(policy.namespace) ?? [];
        list.push(policy);
        this.#workload.set(policy.namespace, list);
      }
    }
  }

  /** The mode of a workload: PERMISSIVE, overridden by mesh, namespace, workload and port, each unless UNSET. */
  effective(namespace: string, labels: Labels): EffectivePeerAuthentication {
    const workload = this.#workload
      .get(namespace)
      ?.find((policy) => selects(policy.spec.selector?.matchLabels, labels));
    const mesh = this.#scoped.get(this.rootNamespace);
    const own = namespace === this.rootNamespace ? undefined : this.#scoped.get(namespace);
    const sources = [mesh, own, workload].filter((policy) => policy !== undefined);
    let mode: MutualTlsMode = 'PERMISSIVE';
    for (const policy of sources) mode = modeOf(policy.spec.mtls) ?? mode;
    const portLevel = new Map<number, MutualTlsMode>();
    for (const [port, mtls] of Object.entries(workload?.spec.portLevelMtls ?? {})) {
      portLevel.set(Number(port), modeOf(mtls) ?? mode);
    }
    return { mode, portLevel, sources };
  }

  /**
   * What clients assume about all workloads of a namespace: its policy, else the mesh's; UNSET is what the mesh says,
   * there PERMISSIVE. Undefined when there is no policy at all.
   */
  namespaceMode(namespace: string): MutualTlsMode | undefined {
    const own = this.#scoped.get(namespace);
    const mesh = this.#scoped.get(this.rootNamespace);
    if (own === undefined && mesh === undefined) return undefined;
    return modeOf(own?.spec.mtls) ?? modeOf(mesh?.spec.mtls) ?? 'PERMISSIVE';
  }
}

/** The mode on one container port. */
export function modeForPort(policy: EffectivePeerAuthentication, port: number): MutualTlsMode {
  return policy.portLevel.get(port) ?? policy.mode;
}

function modeOf(mtls: MutualTls | null | undefined): MutualTlsMode | undefined {
  const mode = mtls?.mode;
  return mode === undefined || mode === 'UNSET' ? undefined : mode;
}
