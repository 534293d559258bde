import type { Field } from '../../../kinds/field';
import { defineAnalyzer, type Report } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { LabelIndex } from '../../label-index';
import { isPodAmbient, isPodInMesh } from '../../mesh-membership';
import { rootNamespaceOf } from '../../mesh-config';
import type { Resource } from '../../resource';
import { printSelector, type Labels } from '../../selector';

/** Policies that no pod is under, and namespaces in them that do not exist. */
export const authorizationPolicyNoWorkloads = defineAnalyzer({
  name: 'auth.AuthorizationPoliciesAnalyzer',
  description: 'Checks the validity of authorization policies',
  inputs: ['MeshConfig', 'AuthorizationPolicy', 'Namespace', 'Pod'],
  analyze(context, report) {
    const inMesh = context.all('Pod').filter((pod) => isPodInMesh(pod, context) || isPodAmbient(pod));
    const pods = new LabelIndex(inMesh, ({ labels }) => labels);
    const root = rootNamespaceOf(context);
    for (const policy of context.all('AuthorizationPolicy')) {
      checkWorkloads(policy, pods, root, report);
      checkNamespaces(policy, context, report);
    }
  },
});

function checkWorkloads(
  policy: Resource,
  pods: LabelIndex<Resource>,
  rootNamespace: string,
  report: Report,
): void {
  const selector = policy.spec.at('selector');
  const isMeshWide = policy.namespace === rootNamespace;
  if (isMeshWide && !selector.isSet) return;
  const labels: Labels = selector.at('matchLabels').textMap;
  if (pods.selectedBy(labels).some(({ namespace }) => isMeshWide || namespace === policy.namespace)) return;
  report(policy, 'NoMatchingWorkloadsFound', [printSelector(labels)], {
    path: selector.path,
    linePath: '',
  });
}

function checkNamespaces(policy: Resource, context: AnalysisContext, report: Report): void {
  for (const rule of policy.spec.at('rules').items) {
    for (const source of rule.at('from').items.map((from) => from.at('source'))) {
      const check = (namespace: Field, index: number): void => {
        if (context.all('Namespace').some(({ name }) => isMeant(name, namespace.text))) return;
        // istioctl looks up the line among `namespaces` whichever list it was.
        const linePath = `${source.path}.namespaces[${String(index)}]`;
        report(policy, 'ReferencedResourceNotFound', ['namespace', namespace.text], {
          path: namespace.path,
          linePath: sourceHas(source, index) ? linePath : '',
        });
      };
      source.at('namespaces').items.forEach(check);
      source.at('notNamespaces').items.forEach(check);
    }
  }
}

function sourceHas(source: Field, index: number): boolean {
  return source.at('namespaces').items.length > index;
}

function isMeant(name: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return name.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return name.startsWith(pattern.slice(0, -1));
  return name.toLowerCase() === pattern.toLowerCase();
}
