import { defineAnalyzer } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { isNamespaceAmbient, isPodAmbient } from '../../mesh-membership';
import { podsByLabels } from '../../label-index';
import type { Resource } from '../../resource';
import { printSelector, selectorPath } from '../../selector';

/** A Sidecar must select pods, and no pod may be selected by two. */
export const sidecarSelector = defineAnalyzer({
  name: 'sidecar.SelectorAnalyzer',
  description:
    'Validates that sidecars that define a workload selector match at least one pod, ' +
    "and that there aren't multiple sidecar resources that select overlapping pods",
  inputs: ['Sidecar', 'Pod', 'Namespace'],
  analyze(context, report) {
    const ineffective = new Set<Resource>();
    const reportAmbient = (sidecar: Resource, what: string): void => {
      if (ineffective.has(sidecar)) return;
      ineffective.add(sidecar);
      report(sidecar, 'IneffectivePolicy', [`${what} is in ambient mode, the policy has no impact`]);
    };
    const { byPod, byNamespace, unmatched } = group(context);
    for (const { sidecar, labels } of unmatched) {
      const place = selectorPath('spec.workloadSelector.labels', labels);
      report(sidecar, 'ReferencedResourceNotFound', ['selector', printSelector(labels)], place);
    }
    for (const [pod, sidecars] of byPod) {
      if (isPodAmbient(pod)) {
        for (const sidecar of sidecars) reportAmbient(sidecar, 'selected workload');
      } else if (sidecars.length > 1) {
        for (const sidecar of sidecars) {
          const args = [namesOf(sidecars), pod.namespace, pod.name];
          const place = { path: 'spec.workloadSelector', linePath: 'metadata.name' };
          report(sidecar, 'ConflictingSidecarWorkloadSelectors', args, place);
        }
      }
    }
    for (const [namespace, sidecars] of byNamespace) {
      if (isNamespaceAmbient(context.find('Namespace', namespace))) {
        for (const sidecar of sidecars) reportAmbient(sidecar, 'namespace');
      } else if (sidecars.length > 1) {
        for (const sidecar of sidecars) {
          const args = [namesOf(sidecars), namespace];
          report(sidecar, 'MultipleSidecarsWithoutWorkloadSelectors', args);
        }
      }
    }
  },
});

interface Groups {
  readonly byPod: ReadonlyMap<Resource, readonly Resource[]>;
  /** Sidecars without a selector. */
  readonly byNamespace: ReadonlyMap<string, readonly Resource[]>;
  readonly unmatched: readonly {
    readonly sidecar: Resource;
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

function group(context: AnalysisContext): Groups {
  const byPod = new Map<Resource, Resource[]>();
  const byNamespace = new Map<string, Resource[]>();
  const unmatched: Groups['unmatched'][number][] = [];
  for (const sidecar of context.all('Sidecar')) {
    const labels = sidecar.spec.at('workloadSelector').at('labels').textMap;
    if (Object.keys(labels).length === 0) {
      byNamespace.set(sidecar.namespace, [...(byNamespace.get(sidecar.namespace) ?? []), sidecar]);
      continue;
    }
    const pods = podsByLabels(context)
      .selectedBy(labels)
      .filter((pod) => pod.namespace === sidecar.namespace);
    if (pods.length === 0) unmatched.push({ sidecar, labels });
    for (const pod of pods) byPod.set(pod, [...(byPod.get(pod) ?? []), sidecar]);
  }
  return { byPod, byNamespace, unmatched };
}

function namesOf(sidecars: readonly Resource[]): readonly string[] {
  return sidecars.map((sidecar) => sidecar.name).sort();
}
