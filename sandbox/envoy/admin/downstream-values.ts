import type { Stat, StatLabel } from '../../net/index';
import type { DownstreamStats } from '../http/downstream-stats';

/** The statistics of connection managers: `http.outbound_0.0.0.0_8000.downstream_rq_2xx`. */
export function downstreamValues(prefix: string, stats: DownstreamStats): Stat[] {
  const manager: StatLabel = ['http_conn_manager_prefix', prefix];
  const value = (name: string, kind: 'counter' | 'gauge', count: number): Stat => ({
    name: `http.${prefix}.${name}`,
    family: `envoy_http_${name}`,
    labels: [manager],
    kind,
    value: count,
  });
  const classes = stats.rqClasses.map((count, index): Stat => {
    const digit = String(index + 1);
    return {
      ...value(`downstream_rq_${digit}xx`, 'counter', count),
      family: 'envoy_http_downstream_rq_xx',
      labels: [['response_code_class', digit], manager],
    };
  });
  return [
    value('downstream_cx_active', 'gauge', stats.cxTotal - stats.cxDestroy),
    value('downstream_cx_destroy', 'counter', stats.cxDestroy),
    value('downstream_cx_drain_close', 'counter', stats.cxDrainClose),
    value('downstream_cx_http1_total', 'counter', stats.cxHttp1Total),
    value('downstream_cx_http2_total', 'counter', stats.cxHttp2Total),
    value('downstream_cx_ssl_total', 'counter', stats.cxSslTotal),
    value('downstream_cx_total', 'counter', stats.cxTotal),
    value('downstream_rq_active', 'gauge', stats.rqTotal - stats.rqCompleted),
    value('downstream_rq_completed', 'counter', stats.rqCompleted),
    value('downstream_rq_http1_total', 'counter', stats.rqHttp1Total),
    value('downstream_rq_http2_total', 'counter', stats.rqHttp2Total),
    value('downstream_rq_rx_reset', 'counter', stats.rqRxReset),
    value('downstream_rq_total', 'counter', stats.rqTotal),
    ...classes,
  ];
}
