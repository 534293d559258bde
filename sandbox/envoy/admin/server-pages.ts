import { placeOf } from '../config/index';
import { json, text, type AdminEndpoint } from './endpoint';
import { printedAddress } from './printed-address';

/** The Envoy that is modelled; from which commit its makers built it is not told. */
const ENVOY_VERSION = '0/1.40.0/Clean/RELEASE/BoringSSL';

/** `/server_info`. */
export const serverInfoPage: AdminEndpoint = {
  path: '/server_info',
  help: 'print server version/status information',
  answer({ node, uptimeSeconds, drain }) {
    const uptime = `${String(uptimeSeconds)}s`;
    return json({
      version: ENVOY_VERSION,
      state: drain.failing ? 'DRAINING' : 'LIVE',
      uptime_current_epoch: uptime,
      uptime_all_epochs: uptime,
      command_line_options: { concurrency: 2, mode: 'Serve', drain_strategy: 'Immediate' },
      node: { id: serviceNode(node), cluster: `${node.workload}.${node.namespace}` },
    });
  },
};

/** `/ready`. */
export const readyPage: AdminEndpoint = {
  path: '/ready',
  help: 'print server state, return 200 if LIVE, otherwise return 503',
  answer({ updatedMs, drain }) {
    if (drain.failing) return text('DRAINING\n', 503);
    return updatedMs === 0 ? text('PRE_INITIALIZING\n', 503) : text('LIVE\n');
  },
};

/** `/listeners`. */
export const listenersPage: AdminEndpoint = {
  path: '/listeners',
  help: 'print listener info',
  parameters: [['format', 'File format to use; One of (text, json)']],
  answer({ config: { listeners } }, query) {
    if (query.get('format') === 'json')
      return json({
        listener_statuses: listeners.map(({ name, address }) => ({
          name,
          local_address: printedAddress(address),
        })),
      });
    const lines = listeners.map(({ name, address }) => {
      const { ip, port } = placeOf(address);
      return address.pipe ? `${name}::${ip}\n` : `${name}::${ip}:${String(port)}\n`;
    });
    return text(lines.join(''));
  },
};

/** `sidecar~10.244.0.7~web-1.default~default.svc.cluster.local`. */
function serviceNode({ role, ip, id, namespace }: Parameters<AdminEndpoint['answer']>[0]['node']): string {
  return `${role === 'gateway' ? 'router' : 'sidecar'}~${ip}~${id}~${namespace}.svc.cluster.local`;
}
