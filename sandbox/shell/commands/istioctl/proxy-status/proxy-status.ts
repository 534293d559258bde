import { compareText } from '../../../../lib/compare-text';
import { formatTable } from '../../../../lib/table';
import type { ProxySyncStatus } from '../../../context';
import { IstioctlError } from '../failure';
import { istioctlVerb } from '../verb';

/** Which proxies istiod knows, and which types of configuration each has taken over. */
export const proxyStatus = istioctlVerb(
  {
    path: ['istioctl', 'proxy-status'],
    aliases: ['ps'],
    summary: 'Retrieves the synchronization status of each Envoy in the mesh',
    usage: 'istioctl proxy-status [<type>/]<name>[.<namespace>]',
    examples: ['istioctl proxy-status'],
    flags: [
      {
        long: 'output',
        short: 'o',
        type: 'string',
        default: 'table',
        values: ['table'],
        summary: 'Output format',
      },
      { long: 'revision', short: 'r', type: 'string', summary: 'Control plane revision' },
      { long: 'verbosity', short: 'v', type: 'string', default: '0', summary: '1 shows every type' },
    ],
  },
  function* ({ input, context }) {
    const { mesh, api } = context.world;
    const format = input.flag('output') ?? 'table';
    if (format !== 'table') throw new IstioctlError(`output format "${format}" not supported`);
    if (input.positional.length > 0) {
      throw new IstioctlError('the sandbox compares no single proxy: use istioctl proxy-config');
    }
    const istiod = api
      .list('Pod', input.flag('istioNamespace') ?? 'istio-system')
      .find(({ metadata }) => metadata.labels?.app === 'istiod')?.metadata.name;
    const namespace = input.flag('namespace') ?? '';
    const statuses = (mesh?.syncStatus() ?? [])
      .filter(({ proxy }) => namespace === '' || proxy.endsWith(`.${namespace}`))
      .map((status) => ({ ...status, version: mesh?.node(status.proxy)?.istioVersion ?? '' }))
      .sort((one, other) => compareText(one.proxy, other.proxy));
    const isVerbose = (input.flag('verbosity') ?? '0') !== '0';
    yield* context.write(isVerbose ? verboseTable(statuses, istiod) : shortTable(statuses, istiod));
    return 0;
  },
);

const types = ['cds', 'lds', 'eds', 'rds'] as const;
const style = { minWidth: 0, padding: 5 } as const;

/** With the release of the proxy. */
type Status = ProxySyncStatus & { readonly version: string };

function shortTable(statuses: readonly Status[], istiod = ''): string {
  const rows = statuses.map((status) => {
    const subscribed = types.filter((type) => status[type] !== 'NOT SENT').map((type) => type.toUpperCase());
    const list = `${String(subscribed.length)} (${subscribed.join(',')})`;
    return [status.proxy, 'Kubernetes', istiod, status.version, list];
  });
  return formatTable([['NAME', 'CLUSTER', 'ISTIOD', 'VERSION', 'SUBSCRIBED TYPES'], ...rows], style);
}

function verboseTable(statuses: readonly Status[], istiod = ''): string {
  const rows = statuses.map((status) => [
    status.proxy,
    'Kubernetes',
    ...types.map((type) => status[type]),
    istiod,
    status.version,
  ]);
  const head = ['NAME', 'CLUSTER', ...types.map((type) => type.toUpperCase()), 'ISTIOD', 'VERSION'];
  return formatTable([head, ...rows], style);
}
