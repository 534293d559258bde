import { annotationValueProblem } from '../../../inject/annotation-value';
import { defineAnalyzer, type Report } from '../../analyzer';
import { injectLabel } from '../../mesh-membership';
import type { Resource } from '../../resource';
import { annotatedTypes, isIstioAnnotation, ownAnnotations } from '../annotation-name';
import { knownAnnotations } from '../known-annotations';

/** Annotations of Istio that do not exist, are outdated, stand on the wrong kind or hold a wrong value. */
export const annotationMisplaced = defineAnalyzer({
  name: 'annotations.K8sAnalyzer',
  description: 'Checks for misplaced and invalid Istio annotations in Kubernetes resources',
  inputs: annotatedTypes,
  analyze(context, report) {
    for (const type of annotatedTypes) {
      for (const resource of context.all(type)) {
        for (const [name, value] of Object.entries(resource.annotations)) {
          if (!isIstioAnnotation(name) || ownAnnotations.includes(name)) continue;
          checkAnnotation(resource, name, value, report);
        }
      }
    }
  },
});

function checkAnnotation(resource: Resource, name: string, value: string, report: Report): void {
  const place = `metadata.annotations.${name}`;
  const known = Object.hasOwn(knownAnnotations, name) ? knownAnnotations[name] : undefined;
  if (!known) {
    report(resource, 'UnknownAnnotation', [name], place);
    return;
  }
  const isReplaced = name === injectLabel && injectLabel in resource.labels;
  if (known.deprecated && !isReplaced) {
    const instead = name === injectLabel ? ` in favor of the "${injectLabel}" label` : '';
    report(resource, 'DeprecatedAnnotation', [name, instead], place);
  }
  if (known.on.includes('Any')) return;
  if (!known.on.includes(resource.kind)) {
    report(resource, 'MisplacedAnnotation', [name, known.on.join(', ')], place);
    return;
  }
  const problem = annotationValueProblem(name, value);
  if (problem !== undefined) report(resource, 'InvalidAnnotation', [name, problem], place);
}
