import { parseYaml } from '../../../../lib/yaml/index';
import { Field } from '../../../kinds/field';
import { defineAnalyzer } from '../../analyzer';
import type { AnalysisContext } from '../../context';
import { meshConfigOf, rootNamespaceOf } from '../../mesh-config';
import { containersOf } from '../../mesh-membership';
import type { Resource } from '../../resource';
import { selectorMatches } from '../../selector';

/** Sidecars of another image than would be injected today: usually pods from before an upgrade. */
export const podOutdatedSidecar = defineAnalyzer({
  name: 'injection.ImageAnalyzer',
  description: 'Checks the image of auto-injection configured with the running proxies on pods',
  inputs: ['Namespace', 'Pod', 'ConfigMap', 'MeshConfig', 'ProxyConfig'],
  analyze(context, report) {
    const images = injectedImages(context);
    if (images.size === 0) return;
    for (const namespace of context.all('Namespace')) {
      const { labels } = namespace;
      const revision = labels['istio.io/rev'];
      if (labels['istio-injection'] !== 'enabled' && revision === undefined) continue;
      const suffix = ['', 'default'].includes(revision ?? '') ? '' : `-${revision ?? ''}`;
      const image = images.get(`istio-sidecar-injector${suffix}`);
      const outdated = context
        .all('Pod')
        .filter((pod) => pod.namespace === namespace.name && isOutdated(pod, image, context))
        .map((pod) => pod.name);
      if (outdated.length > 0) {
        report(namespace, 'PodsIstioProxyImageMismatchInNamespace', [outdated.sort()]);
      }
    }
  },
});

/** The sidecar's image by the name of the ConfigMap that says so. */
function injectedImages(context: AnalysisContext): ReadonlyMap<string, string> {
  const images = new Map<string, string>();
  for (const configuration of context.all('ConfigMap')) {
    if (!configuration.name.startsWith('istio-sidecar-injector')) continue;
    images.set(configuration.name, imageOf(configuration.root.at('data').at('values').text));
  }
  return images;
}

function imageOf(values: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(values);
  } catch {
    return '';
  }
  const global = new Field(parsed, '').at('global');
  const image = global.at('proxy').at('image').text;
  return image.includes('/') ? image : `${global.at('hub').text}/${image}:${global.at('tag').text}`;
}

function isOutdated(pod: Resource, image: string | undefined, context: AnalysisContext): boolean {
  if (image === undefined || (pod.annotations['sidecar.istio.io/proxyImage'] ?? '') !== '') return false;
  const variant = variantOf(pod, context);
  return containersOf(pod.spec).some((container) => {
    const own = container.at('image').text;
    return container.at('name').text === 'istio-proxy' && own !== image && own !== `${image}-${variant}`;
  });
}

/** The kind of image (`distroless`, `debug`) a pod gets: the most specific configuration wins. */
function variantOf(pod: Resource, context: AnalysisContext): string {
  const configurations = context.all('ProxyConfig');
  const root = rootNamespaceOf(context);
  const ofRoot = configurations.filter(({ namespace }) => namespace === root);
  const ofNamespace = configurations.filter(
    ({ namespace, spec }) => namespace === pod.namespace && namespace !== root && !spec.has('selector'),
  );
  const ofWorkload = configurations.filter(
    ({ namespace, spec }) =>
      namespace === pod.namespace &&
      namespace !== root &&
      spec.has('selector') &&
      selectorMatches(spec.at('selector').at('matchLabels').textMap, pod.labels),
  );
  const annotation = parseYaml(pod.annotations['proxy.istio.io/config'] ?? '', { file: '' }).documents[0];
  const variants = [
    meshConfigOf(context).at('defaultConfig'),
    ...[...ofRoot, ...ofNamespace, ...ofWorkload].map(({ spec }) => spec),
    new Field(annotation?.value, ''),
  ].map((configuration) => configuration.at('image').at('imageType').text);
  const variant = variants.filter((text) => text !== '').at(-1) ?? '';
  return variant === 'default' ? '' : variant;
}
