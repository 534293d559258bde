import { at } from '../../../../kube/index';
import { defineAnalyzer, type Report } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { containersOf, injectLabel, proxyImageOf } from '../../mesh-membership';
import type { Resource } from '../../resource';

const dataplaneMode = 'istio.io/dataplane-mode';
const revision = 'istio.io/rev';

/** Namespaces that nobody decided about, and pods that have no sidecar though their namespace wants one. */
export const podMissingSidecar = defineAnalyzer({
  name: 'injection.Analyzer',
  description: 'Checks conditions related to Istio sidecar injection',
  inputs: ['Namespace', 'Pod', 'ConfigMap'],
  analyze(context, report) {
    const injected = new Set<string>();
    for (const namespace of context.all('Namespace')) {
      if (namespace.name === 'istio-system') continue;
      if (wantsSidecars(namespace, context, report)) injected.add(namespace.name);
    }
    for (const pod of context.all('Pod')) {
      if (!injected.has(pod.namespace)) continue;
      const wish = pod.labels[injectLabel] ?? pod.annotations[injectLabel] ?? '';
      if (wish.toLowerCase() === 'false' || pod.spec.at('hostNetwork').isTrue) continue;
      if (proxyImageOf(containersOf(pod.spec)) !== '') continue;
      report(pod, 'PodMissingProxy', [pod.fullName]);
    }
  },
});

/** Judges the labels of a namespace; answers whether its pods are injected. */
function wantsSidecars(namespace: Resource, context: AnalysisContext, report: Report): boolean {
  const { labels } = namespace;
  const injection = labels['istio-injection'];
  const decided = [
    ...(injection === undefined ? [] : [`istio-injection=${injection}`]),
    ...[revision, dataplaneMode]
      .filter((name) => name in labels && (injection === undefined || injection === 'enabled'))
      .map((name) => `${name}=${labels[name] ?? ''}`),
  ];
  if (decided.length > 1) {
    report(namespace, 'NamespaceMultipleInjectionLabels', [decided], {
      path: 'metadata.labels',
      linePath: '',
    });
  }
  if (labels[dataplaneMode] === 'ambient') return false;
  if ((injection ?? '') === '' && !(revision in labels)) {
    if (isEnabledByDefault(context, labels[revision])) {
      report(namespace, 'NamespaceInjectionEnabledByDefault', []);
    } else {
      report(namespace, 'NamespaceNotInjected', [namespace.name, namespace.name], 'metadata.name');
    }
    return false;
  }
  return injection === 'enabled';
}

/** Whether the mesh was installed so that namespaces without a label are injected. */
function isEnabledByDefault(context: AnalysisContext, ofRevision: string | undefined): boolean {
  const suffix = ofRevision === undefined || ['', 'default'].includes(ofRevision) ? '' : `-${ofRevision}`;
  const injector = context.all('ConfigMap').find(({ name }) => name === `istio-sidecar-injector${suffix}`);
  const values = injector?.root.at('data').at('values').text ?? '';
  try {
    const parsed: unknown = JSON.parse(values === '' ? '{}' : values);
    return at(parsed, 'sidecarInjectorWebhook', 'enableNamespacesByDefault') === true;
  } catch {
    return false;
  }
}
