import type { Field } from '../../../kinds/field';
import { defineAnalyzer, type Report } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { labelSelectorMatches } from '../../label-selector';
import type { Resource } from '../../resource';
import type { Labels } from '../../selector';

const revision = 'istio.io/rev';

interface Hook {
  readonly configuration: Resource;
  readonly hook: Field;
  /** `configuration/hook`. */
  readonly name: string;
}

/** No pod may be injected by two webhooks, and each must have its control plane. */
export const webhookOverlap = defineAnalyzer({
  name: 'webhook.Analyzer',
  description: 'Checks the validity of Istio webhooks',
  inputs: ['MutatingWebhookConfiguration', 'Service'],
  analyze(context, report) {
    const configurations = context.all('MutatingWebhookConfiguration').filter(isIstios);
    const hooks = configurations.flatMap((configuration) =>
      configuration.root.at('webhooks').items.map((hook) => ({
        configuration,
        hook,
        name: `${configuration.fullName}/${hook.at('name').text}`,
      })),
    );
    const revisions = [...new Set(configurations.flatMap(revisionsOf))];
    for (const namespace of labelSets('istio-injection', ['enabled', 'disabled'], revisions)) {
      for (const pod of labelSets('sidecar.istio.io/inject', ['true', 'false'], revisions)) {
        reportOverlap(
          hooks.filter(({ hook }) => isCalled(hook, namespace, pod)),
          report,
        );
      }
    }
    for (const hook of hooks) checkService(hook, context, report);
  },
});

function isIstios(configuration: Resource): boolean {
  const hooks = configuration.root.at('webhooks').items;
  return (
    revisionsOf(configuration).length > 0 || hooks.some((hook) => hook.at('name').text.endsWith('istio.io'))
  );
}

function revisionsOf(configuration: Resource): readonly string[] {
  const own = configuration.labels[revision];
  const selected = configuration.root.at('webhooks').items.flatMap((hook) =>
    [hook.at('namespaceSelector'), hook.at('objectSelector')].flatMap((selector) => {
      const label = selector.at('matchLabels').at(revision);
      const expressions = selector
        .at('matchExpressions')
        .items.filter((expression) => expression.at('key').text === revision);
      return [
        ...(label.isSet ? [label.text] : []),
        ...expressions.flatMap((expression) => expression.at('values').texts),
      ];
    }),
  );
  return [...(own === undefined ? [] : [own]), ...selected];
}

/** Every way labels can decide about injection. */
function labelSets(name: string, values: readonly string[], revisions: readonly string[]): readonly Labels[] {
  const plain: readonly Labels[] = [{}, ...values.map((value) => ({ [name]: value }))];
  return [...plain, ...revisions.flatMap((own) => plain.map((labels) => ({ ...labels, [revision]: own })))];
}

function isCalled(hook: Field, namespace: Labels, pod: Labels): boolean {
  return (
    labelSelectorMatches(hook.at('namespaceSelector'), namespace) &&
    labelSelectorMatches(hook.at('objectSelector'), pod)
  );
}

function reportOverlap(called: readonly Hook[], report: Report): void {
  const names = [...new Set(called.map(({ name }) => name))];
  if (names.length <= 1) return;
  for (const name of names) {
    const owner = called.find((hook) => hook.name === name);
    if (!owner) continue;
    const others = names.filter((other) => other !== name).sort();
    const text = `Webhook overlaps with others: [${others.join(' ')}]. This may cause injection to occur twice.`;
    report(owner.configuration, 'InvalidWebhook', [text], { path: owner.hook.path, linePath: '' });
  }
}

function checkService({ configuration, hook }: Hook, context: AnalysisContext, report: Report): void {
  const service = hook.at('clientConfig').at('service');
  if (!service.isSet) return;
  const name = `${service.at('namespace').text}/${service.at('name').text}`;
  if (context.find('Service', name)) return;
  const text = `Injector refers to a control plane service that does not exist: ${name}.`;
  report(configuration, 'InvalidWebhook', [text], { path: service.path, linePath: '' });
}
