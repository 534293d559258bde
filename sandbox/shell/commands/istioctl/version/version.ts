import { compareText } from '../../../../lib/compare-text';
import type { KubeObject } from '../../../../kube/index';
import { goJson } from '../../../../lib/go-json';
import { ISTIO_VERSION } from '../../../../lib/istio-version';
import { printYaml } from '../../../../lib/yaml/index';
import type { ShellMesh } from '../../../context';
import { IstioctlError } from '../failure';
import { istioctlVerb } from '../verb';

const revision = '86c9f01fd735';

const buildInfo = {
  version: ISTIO_VERSION,
  revision,
  golang_version: 'go1.26',
  status: 'Clean',
  tag: ISTIO_VERSION,
} as const;

/** Prints the versions of istioctl, istiod and the proxies. */
export const version = istioctlVerb(
  {
    path: ['istioctl', 'version'],
    summary: 'Prints out build version information',
    usage: 'istioctl version [flags]',
    examples: ['istioctl version'],
    flags: [
      {
        long: 'output',
        short: 'o',
        type: 'string',
        values: ['json', 'yaml'],
        summary: "One of 'yaml' or 'json'",
      },
      { long: 'remote', type: 'string', implied: 'true', summary: 'Ask the control plane too' },
      { long: 'revision', short: 'r', type: 'string', summary: 'Control plane revision' },
      { long: 'short', short: 's', type: 'string', implied: 'true', summary: 'The version only' },
    ],
  },
  function* ({ input, context }) {
    const isRemote = input.flag('remote') !== 'false';
    const format = input.flag('output') ?? '';
    const { api } = context.world;
    const pods = api.list('Pod').filter(({ status }) => isRunning(status));
    const isIstiod = pods.some(({ metadata }) => metadata.labels?.app === 'istiod');
    const proxies = proxyVersions(pods, context.world.mesh);
    if (format === '') {
      const short = input.flag('short') !== 'false';
      const print = (component: string): string =>
        short ? `${component} version: ${ISTIO_VERSION}\n` : `${component} version: ${goStruct()}\n`;
      yield* context.write(print('client'));
      if (!isRemote) return 0;
      if (isIstiod) yield* context.write(print('control plane'));
      else
        yield* context.error(
          'Istio is not present in the cluster: no running Istio pods in namespace "istio-system"\n',
        );
      if (proxies !== '') yield* context.write(`data plane version: ${proxies}\n`);
      return 0;
    }
    const value = {
      clientVersion: buildInfo,
      ...(isRemote && isIstiod && { meshVersion: [{ Component: 'istiod', Info: buildInfo }] }),
    };
    if (format === 'json') yield* context.write(`${goJson(value, 2)}\n`);
    else if (format === 'yaml') yield* context.write(printYaml(value));
    else throw new IstioctlError("--output must be 'yaml' or 'json'");
    return 0;
  },
);

function goStruct(): string {
  const fields = [
    ['Version', buildInfo.version],
    ['GitRevision', buildInfo.revision],
    ['GolangVersion', buildInfo.golang_version],
    ['BuildStatus', buildInfo.status],
    ['GitTag', buildInfo.tag],
  ];
  return `version.BuildInfo{${fields.map(([name = '', text = '']) => `${name}:"${text}"`).join(', ')}}`;
}

function isRunning(status: unknown): boolean {
  return typeof status === 'object' && status !== null && 'phase' in status && status.phase === 'Running';
}

/** `1.31.0 (1 proxies), 1.32-dev (2 proxies)`; empty when there is none. */
function proxyVersions(pods: readonly KubeObject[], mesh: ShellMesh | undefined): string {
  const counts = new Map<string, number>();
  for (const pod of pods.filter(hasProxy)) {
    const { name, namespace = '' } = pod.metadata;
    const version = mesh?.node(`${name}.${namespace}`)?.istioVersion ?? ISTIO_VERSION;
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  const versions = [...counts].sort(([one], [other]) => compareText(one, other));
  return versions.map(([version, count]) => `${version} (${String(count)} proxies)`).join(', ');
}

function hasProxy({ spec }: { readonly spec?: unknown }): boolean {
  if (typeof spec !== 'object' || spec === null) return false;
  return ['containers', 'initContainers'].some((name) => {
    const list: unknown = (spec as Record<string, unknown>)[name];
    return Array.isArray(list) && list.some((one: { name?: unknown }) => one.name === 'istio-proxy');
  });
}
