import type { Stat, StatLabel } from '../../net/index';
import type { ListenerStats } from '../listener-stats';

/** The statistics of a listener: `listener.0.0.0.0_15006.downstream_cx_total`. */
export function listenerValues(address: string, stats: ListenerStats): Stat[] {
  const listener: StatLabel = ['listener_address', address];
  const value = (name: string, kind: 'counter' | 'gauge', count: number): Stat => ({
    name: `listener.${address}.${name}`,
    family: `envoy_listener_${name.replaceAll('.', '_')}`,
    labels: [listener],
    kind,
    value: count,
  });
  const versions = [...stats.sslVersions].map(([version, count]): Stat => ({
    ...value(`ssl.versions.${version}`, 'counter', count),
    family: 'envoy_listener_ssl_versions',
    labels: [['ssl_version', version], listener],
  }));
  return [
    value('downstream_cx_active', 'gauge', stats.cxTotal - stats.cxDestroy),
    value('downstream_cx_destroy', 'counter', stats.cxDestroy),
    value('downstream_cx_total', 'counter', stats.cxTotal),
    value('no_filter_chain_match', 'counter', stats.noFilterChainMatch),
    value('ssl.connection_error', 'counter', stats.sslConnectionError),
    value('ssl.fail_verify_error', 'counter', stats.sslFailVerifyError),
    value('ssl.fail_verify_no_cert', 'counter', stats.sslFailVerifyNoCert),
    value('ssl.handshake', 'counter', stats.sslHandshake),
    value('ssl.no_certificate', 'counter', stats.sslNoCertificate),
    ...versions,
  ];
}
