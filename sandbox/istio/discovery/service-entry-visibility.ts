import { matchesSelector } from '../../kube/index';
import type { Labels } from './labels';
import type { Service } from './service';
import { isVisibleTo, type Visibility } from './visibility';

type Cap = 'NONE' | 'NAMESPACE' | 'PUBLIC' | 'VISIBILITY_UNSPECIFIED';

/** MeshConfig.ServiceEntryVisibility: a ceiling over `exportTo` (pilot/pkg/model/serviceentry_visibility.go). */
export interface ServiceEntryVisibility {
  readonly defaultVisibility?: Cap;
  /** Without it only ambient proxies heed the ceiling, which are not simulated. */
  readonly applyToSidecars?: boolean;
  /** The first whose rules all match a ServiceEntry's namespace decides. */
  readonly policies?: readonly {
    readonly visibility?: Cap;
    readonly matchingRules?: readonly { readonly namespaceSelector?: unknown }[];
  }[];
}

/** The services of ServiceEntries as far as the mesh lets sidecars see them. @param labelsOf labels of a namespace */
export function cappedServices(
  services: readonly Service[],
  setting: ServiceEntryVisibility | undefined,
  labelsOf: (namespace: string) => Labels,
): readonly Service[] {
  if (setting?.applyToSidecars !== true) return services;
  return services.map((service) => {
    const cap = capOf(setting, labelsOf(service.namespace));
    return { ...service, exportTo: cappedVisibility(service.exportTo, service.namespace, cap) };
  });
}

/** What is left of an `exportTo` under a ceiling: it only ever narrows. */
export function cappedVisibility(declared: Visibility, namespace: string, cap: Cap): Visibility {
  if (cap === 'NONE') return 'none';
  if (cap !== 'NAMESPACE') return declared;
  return isVisibleTo(declared, namespace) ? new Set([namespace]) : 'none';
}

function capOf({ policies = [], defaultVisibility = 'PUBLIC' }: ServiceEntryVisibility, labels: Labels): Cap {
  const policy = policies.find(({ matchingRules = [] }) =>
    matchingRules.every(
      ({ namespaceSelector }) =>
        namespaceSelector !== undefined && matchesSelector(namespaceSelector, labels),
    ),
  );
  return policy ? (policy.visibility ?? 'PUBLIC') : defaultVisibility;
}
