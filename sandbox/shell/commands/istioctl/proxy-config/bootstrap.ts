import { bootstrapOf } from '../../../../istio/index';
import { containerEnvironment, isRecord } from '../../../../kube/index';
import { formatTable } from '../../../../lib/table';
import { IstioctlError } from '../failure';
import type { Call } from '../verb';
import { narrowTable } from './configured-by';
import { proxyVerb } from './proxy-verb';

/** What a proxy was started with, and who it says it is. */
export const bootstrap = proxyVerb({
  name: 'bootstrap',
  aliases: ['b'],
  summary: 'Retrieves bootstrap configuration for the Envoy in the specified pod',
  flags: [],
  format: 'json',
  table(_config, call, proxy) {
    const { metadata } = startedProxy(call, proxy).node;
    const rows = [
      ['Istio Version:', String(metadata['ISTIO_VERSION'])],
      // The sandbox's proxies have no version of Envoy.
      ['Envoy Version:', '0.0.0'],
    ];
    return formatTable(rows, narrowTable);
  },
  dump: (_config, call, proxy) => startedProxy(call, proxy).dump,
});

interface StartedProxy {
  readonly dump: { readonly bootstrap: Readonly<Record<string, unknown>>; readonly lastUpdated: unknown };
  readonly node: { readonly metadata: Readonly<Record<string, unknown>> };
}

function startedProxy({ context }: Call, proxy: string): StartedProxy {
  const { mesh, api } = context.world;
  const dot = proxy.lastIndexOf('.');
  const pod = api.get({ kind: 'Pod', namespace: proxy.slice(dot + 1), name: proxy.slice(0, dot) });
  const connected = mesh?.node(proxy);
  if (!pod || !connected) throw new IstioctlError(`could not contact the proxy ${proxy}`);
  const found = bootstrapOf({
    pod,
    environment: containerEnvironment(pod, 'istio-proxy', api),
    type: connected.type,
    settings: connected.settings ?? {},
  });
  const node =
    isRecord(found['node']) && isRecord(found['node']['metadata']) ? found['node']['metadata'] : {};
  const lastUpdated = isRecord(pod.status) ? pod.status['startTime'] : undefined;
  return { dump: { bootstrap: found, lastUpdated }, node: { metadata: node } };
}
