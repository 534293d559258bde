import type { Field } from '../../../kinds/field';
import { defineAnalyzer } from '../../analyzer';
import { labelSelectorMatches } from '../../label-selector';

/** `image: auto` is filled in by injection: without it the pod cannot start. */
export const imageAutoNotInjected = defineAnalyzer({
  name: 'injection.ImageAutoAnalyzer',
  description: 'Makes sure that Pods and Deployments with `image: auto` are going to be injected',
  inputs: ['Namespace', 'Pod', 'Deployment', 'MutatingWebhookConfiguration'],
  analyze(context, report) {
    const hooks = context
      .all('MutatingWebhookConfiguration')
      .flatMap((configuration) => configuration.root.at('webhooks').items)
      .filter((hook) => hook.at('name').text.endsWith('istio.io'));
    for (const pod of context.all('Pod')) {
      const image = autoImage(pod.spec);
      if (!image) continue;
      const place = { path: image.path, linePath: '' };
      report(pod, 'ImageAutoWithoutInjectionError', ['Pod', pod.name], place);
    }
    for (const deployment of context.all('Deployment')) {
      const template = deployment.spec.at('template');
      const image = autoImage(template.at('spec'));
      if (!image) continue;
      const namespace = context.find('Namespace', deployment.namespace || 'default')?.labels ?? {};
      const labels = template.at('metadata').at('labels').textMap;
      const isInjected = hooks.some(
        (hook) =>
          labelSelectorMatches(hook.at('namespaceSelector'), namespace) &&
          labelSelectorMatches(hook.at('objectSelector'), labels),
      );
      if (isInjected) continue;
      const place = { path: image.path, linePath: '' };
      report(deployment, 'ImageAutoWithoutInjectionWarning', ['Deployment', deployment.name], place);
    }
  },
});

function autoImage(podSpec: Field): Field | undefined {
  return podSpec
    .at('containers')
    .items.find((one) => one.at('name').text === 'istio-proxy' && one.at('image').text === 'auto')
    ?.at('image');
}
