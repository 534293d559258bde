import { compareText } from '../../lib/compare-text';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import type { Host } from '../cluster/host';
import { filterOf, json, text, type AdminEndpoint } from './endpoint';
import { printedAddress } from './printed-address';

/** What nobody set has Envoy's own limits: requests of high priority do not exist in a mesh. */
const HIGH_PRIORITY = { maxConnections: 1024, maxPending: 1024, maxRequests: 1024, maxRetries: 3 };

/** `/clusters`: hosts with their health and counters (source/server/admin/clusters_handler.cc). */
export const clustersPage: AdminEndpoint = {
  path: '/clusters',
  help: 'upstream cluster status',
  parameters: [['filter', 'Regular expression (Google re2) for filtering clusters by name']],
  answer(view, query) {
    const filter = filterOf(query);
    if (typeof filter !== 'function') return filter;
    const clusters = view.clusters
      .filter(({ name }) => filter(name))
      .sort((a, b) => compareText(a.name, b.name));
    if (query.get('format') === 'json') return json({ cluster_statuses: clusters.map(clusterMessage) });
    return text(clusters.map(clusterText).join(''));
  },
};

function clusterText(cluster: ClusterRuntime): string {
  const { name, config, resources, ejections } = cluster;
  const { maxConnections, maxPending, maxRequests, maxRetries } = resources;
  const lines = [
    `observability_name::${config.altStatName ?? `${name};`}`,
    ...(ejections === undefined ? [] : outlierLines),
    ...limits('default', { maxConnections, maxPending, maxRequests, maxRetries }),
    ...limits('high', HIGH_PRIORITY),
    'added_via_api::true',
    ...(config.type === 'EDS' ? [`eds_service_name::${name}`] : []),
    ...cluster.allHosts.flatMap((host) => hostLines(host).map((line) => `${host.key}::${line}`)),
  ];
  return lines.map((line) => `${name}::${line}\n`).join('');
}

const outlierLines = [
  'success_rate_average',
  'success_rate_ejection_threshold',
  'local_origin_success_rate_average',
  'local_origin_success_rate_ejection_threshold',
].map((name) => `outlier::${name}::-1`);

function limits(priority: string, most: typeof HIGH_PRIORITY): string[] {
  const names = [
    ['max_connections', most.maxConnections],
    ['max_pending_requests', most.maxPending],
    ['max_requests', most.maxRequests],
    ['max_retries', most.maxRetries],
  ] as const;
  return names.map(([name, value]) => `${priority}_priority::${name}::${String(value)}`);
}

function hostLines(host: Host): string[] {
  const { region = '', zone = '', subZone = '' } = host.locality ?? {};
  return [
    ...hostCounters(host).map(([name, value]) => `${name}::${String(value)}`),
    'hostname::',
    `health_flags::${healthFlags(host) || 'healthy'}`,
    `weight::${String(host.weight)}`,
    `region::${region}`,
    `zone::${zone}`,
    `sub_zone::${subZone}`,
    'canary::false',
    `priority::${String(host.priority)}`,
    'success_rate::-1',
    'local_origin_success_rate::-1',
  ];
}

function localityMessage({ region, zone, subZone }: NonNullable<Host['locality']> = {}): object {
  return { region, zone, sub_zone: subZone };
}

/** Why it gets no requests. */
function healthFlags({ ejectedAtMs, edsHealthStatus }: Host): string {
  const ejected = ejectedAtMs === undefined ? '' : '/failed_outlier_check';
  return edsHealthStatus === 'HEALTHY' ? ejected : `${ejected}/failed_eds_health`;
}

function hostCounters(host: Host): readonly (readonly [name: string, value: number])[] {
  return [
    ['cx_active', host.pool?.open ?? 0],
    ['cx_connect_fail', host.cxConnectFail],
    ['cx_total', host.cxTotal],
    ['rq_active', host.active],
    ['rq_error', host.rqError],
    ['rq_success', host.rqSuccess],
    ['rq_timeout', host.rqTimeout],
    ['rq_total', host.rqTotal],
  ];
}

function clusterMessage(cluster: ClusterRuntime): object {
  const { name, config } = cluster;
  return {
    name,
    added_via_api: true,
    host_statuses: cluster.allHosts.map((host) => ({
      address: printedAddress(host.endpoint.address),
      stats: hostCounters(host).map(([counter, value]) => ({
        name: counter,
        ...(value === 0 ? {} : { value: String(value) }),
        ...(counter.endsWith('_active') ? { type: 'GAUGE' } : {}),
      })),
      health_status: {
        eds_health_status: host.edsHealthStatus,
        ...(host.ejectedAtMs === undefined ? {} : { failed_outlier_check: true }),
      },
      weight: host.weight,
      ...(host.priority === 0 ? {} : { priority: host.priority }),
      locality: localityMessage(host.locality),
    })),
    observability_name: config.altStatName ?? `${name};`,
    ...(config.type === 'EDS' ? { eds_service_name: name } : {}),
  };
}
