import { memoByObject } from '../../../lib/memo';
import type { TelemetrySpec } from '../api/index';
import type { Config } from '../config';
import { DEFAULT_FEATURES, type Features } from '../features';
import { isSelective } from '../labels';
import { byNamespace, isAttached, type PolicySubject } from '../policy-attachment';

/** Telemetries of the mesh (pilot/pkg/model/telemetry.go). */
export class TelemetryIndex {
  readonly #byNamespace: ReadonlyMap<string, readonly Config<TelemetrySpec>[]>;

  constructor(
    telemetries: readonly Config<TelemetrySpec>[],
    private readonly rootNamespace: string,
    private readonly features: Features = DEFAULT_FEATURES,
  ) {
    this.#byNamespace = byNamespace(telemetries);
  }

  /**
   * What a workload is under, each over the ones before: the root namespace's, its namespace's, those for itself. Of
   * several for a whole namespace the oldest counts. Every chain of a proxy asks: worked out once for each.
   */
  readonly forWorkload = memoByObject((subject: PolicySubject): readonly Config<TelemetrySpec>[] => {
    const namespaces = new Set([this.rootNamespace, subject.namespace]);
    const wide = [...namespaces].flatMap((namespace) => this.#of(namespace).find(isNamespaceWide) ?? []);
    const own = this.#of(subject.namespace).filter(
      (one) => !isNamespaceWide(one) && isAttached(one, subject, this.features),
    );
    return [...wide, ...own];
  });

  #of(namespace: string): readonly Config<TelemetrySpec>[] {
    return this.#byNamespace.get(namespace) ?? [];
  }
}

function isNamespaceWide({ spec }: Config<TelemetrySpec>): boolean {
  const targeted = (spec.targetRefs?.length ?? 0) > 0 || spec.targetRef !== undefined;
  return !targeted && !isSelective(spec.selector?.matchLabels);
}
