import { defineAnalyzer } from '../../analyzer';
import type { Resource } from '../../resource';
import { annotatedTypes, isIstioAnnotation, ownAnnotations } from '../annotation-name';
import { knownAnnotations } from '../known-annotations';

/** Set by istiod where traffic is intercepted without an init container. */
const ofInterception: readonly string[] = [
  'sidecar.istio.io/interceptionMode',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'traffic.sidecar.istio.io/excludeInboundPorts',
  'traffic.sidecar.istio.io/includeOutboundIPRanges',
];

/** Annotations that may still change. Too noisy for everyone: it runs only when it is asked for. */
export const annotationAlpha = defineAnalyzer({
  name: 'annotations.AlphaAnalyzer',
  description: 'Checks for alpha Istio annotations in Kubernetes resources',
  inputs: annotatedTypes,
  optional: true,
  analyze(context, report) {
    for (const type of annotatedTypes) {
      for (const resource of context.all(type)) {
        const skipped = type === 'Pod' && !hasInitContainer(resource) ? ofInterception : [];
        for (const name of Object.keys(resource.annotations)) {
          if (!isIstioAnnotation(name) || knownAnnotations[name]?.feature !== 'Alpha') continue;
          if (ownAnnotations.includes(name) || skipped.includes(name)) continue;
          report(resource, 'AlphaAnnotation', [name], `metadata.annotations.${name}`);
        }
      }
    }
  },
});

function hasInitContainer(pod: Resource): boolean {
  return pod.spec.at('initContainers').items.some((one) => one.at('name').text === 'istio-init');
}
