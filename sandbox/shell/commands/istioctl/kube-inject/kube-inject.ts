import {
  DEFAULT_INJECTION,
  OWN_TEMPLATE,
  optionsFromValues,
  unreadValues,
  withMesh,
  type InjectionOptions,
} from '../../../../istio/index';
import { isRecord } from '../../../../kube/index';
import { parseYaml } from '../../../../lib/yaml/index';
import type { Process } from '../../../../sim/index';
import { IstioctlError } from '../failure';
import { istioctlVerb, type Call } from '../verb';
import { injectText } from './inject-text';

/** Adds sidecars to a manifest. The template is the release's own: templates from files are not evaluated. */
export const kubeInject = istioctlVerb(
  {
    path: ['istioctl', 'kube-inject'],
    summary: 'Inject Istio sidecar into Kubernetes pod resources',
    usage: 'istioctl kube-inject [flags]',
    examples: ['istioctl kube-inject -f samples/httpbin/httpbin.yaml'],
    flags: [
      { long: 'filename', short: 'f', type: 'string', summary: 'Input Kubernetes resource filename' },
      { long: 'output', short: 'o', type: 'string', summary: 'Modified output Kubernetes resource filename' },
      {
        long: 'injectConfigFile',
        type: 'string',
        summary: 'Injection configuration filename. Cannot be used with --injectConfigMapName',
      },
      {
        long: 'meshConfigFile',
        type: 'string',
        summary: 'Mesh configuration filename. Takes precedence over --meshConfigMapName if set',
      },
      { long: 'valuesFile', type: 'string', summary: 'Injection values configuration filename.' },
      { long: 'revision', short: 'r', type: 'string', summary: 'Control plane revision' },
    ],
  },
  function* (call) {
    const { input, context } = call;
    const { files } = context.world;
    const name = input.flag('filename') ?? '';
    if (name === '') {
      throw new IstioctlError('1 error occurred:\n\t* filename not specified (see --filename or -f)\n\n');
    }
    const text = name === '-' ? yield* standardInput(call) : fileText(call, name);
    const options = yield* optionsOf(call);
    const output = input.flag('output') ?? '';
    const { text: injected, warnings, problem } = injectText(text, options);
    if (output === '') yield* context.write(injected);
    else files.write(files.resolve(output, context.cwd), injected);
    if (warnings.length > 0) {
      yield* context.error(`\n${warnings.map((warning) => `${warning}\n`).join('')}`);
    }
    if (problem !== undefined) throw new IstioctlError(problem);
    return 0;
  },
);

/** The installation's own settings, or those of the files that were captured from one. */
function* optionsOf(call: Call): Process<InjectionOptions> {
  const { input, context } = call;
  const given = (flag: string): string | undefined => input.flag(flag) || undefined;
  const mesh = given('meshConfigFile');
  const meshConfig = mesh === undefined ? {} : yamlOf(fileText(call, mesh));
  const configFile = given('injectConfigFile');
  if (configFile === undefined) return withMesh(DEFAULT_INJECTION, meshConfig);
  const config = yamlOf(fileText(call, configFile));
  if (!isStockTemplate(config)) {
    yield* context.error(
      `Warning: the sandbox does not evaluate the sidecar template of ${configFile}; its own is used\n`,
    );
  }
  const values = given('valuesFile');
  if (values === undefined) throw missingConfigMap(input.flag('istioNamespace') ?? 'istio-system');
  const written = yamlOf(fileText(call, values));
  for (const path of unreadValues(written)) {
    yield* context.error(`Warning: the sandbox injects the same with ${path} of ${values} and without\n`);
  }
  const options = optionsFromValues(written);
  // Without a cluster to ask, nodes are not known to keep init containers running.
  return withMesh({ ...options, nativeSidecars: false }, meshConfig);
}

function missingConfigMap(namespace: string): IstioctlError {
  return new IstioctlError(
    `could not find valid configmap "istio-sidecar-injector" from namespace  "${namespace}": ` +
      'configmaps "istio-sidecar-injector" not found - Use --valuesFile or re-run kube-inject with ' +
      '`-i <istioSystemNamespace> and ensure istio-sidecar-injector configmap exists',
  );
}

/** Length and checksum of the template that the release comes with. */
const stockTemplate = { length: 24645, checksum: 2832467687 };

function isStockTemplate(config: Readonly<Record<string, unknown>>): boolean {
  const templates = isRecord(config['templates']) ? config['templates'] : {};
  const { sidecar } = templates;
  if (typeof sidecar !== 'string') return false;
  if (sidecar === OWN_TEMPLATE) return true;
  return sidecar.length === stockTemplate.length && checksum(sidecar) === stockTemplate.checksum;
}

/** FNV-1a of a text, 32 bits. */
function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}

function fileText({ context }: Call, name: string): string {
  const { files } = context.world;
  const text = files.read(files.resolve(name, context.cwd));
  if (text === undefined) throw new IstioctlError(`open ${name}: no such file or directory`);
  return text;
}

function yamlOf(text: string): Readonly<Record<string, unknown>> {
  const { documents, errors } = parseYaml(text, { file: '' });
  const [problem] = errors;
  if (problem) throw new IstioctlError(problem.message);
  const value = documents[0]?.value;
  return isRecord(value) ? value : {};
}

function* standardInput({ context }: Call): Process<string> {
  let text = '';
  for (let piece = yield* context.read(); piece !== undefined; piece = yield* context.read()) text += piece;
  return text;
}
