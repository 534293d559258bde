import { addressText, placeOf, type LbEndpoint, type LocalityLbEndpoints } from '../config/index';
import { socketLabels } from './transport-socket';
import type { HostStats } from './cluster-stats';
import type { ConnectionPool } from './connection-pool';
import type { HostHealth } from './outlier-detector';

/** An upstream host of a cluster: identity, what load balancers count, and its health as outlier detection sees it. */
export class Host implements HostHealth, HostStats {
  readonly ip: string;
  readonly port: number;
  /** `10.244.0.11:8080`; the hash key of ring hash and Maglev. */
  readonly key: string;
  readonly weight: number;
  readonly pod: string | undefined;
  readonly workload: string | undefined;
  /** What chooses the transport socket that it is reached by. */
  readonly transportSocketMatch: Readonly<Record<string, unknown>>;
  /** Where it runs, and how early it is used: 0 first. */
  locality: LocalityLbEndpoints['locality'];
  priority = 0;
  /** Requests under way. */
  active = 0;
  pool: ConnectionPool | undefined;
  cxConnectFail = 0;
  cxTotal = 0;
  rqError = 0;
  rqSuccess = 0;
  rqTimeout = 0;
  rqTotal = 0;

  ejectedAtMs: number | undefined;
  edsHealthStatus: 'HEALTHY' | 'UNHEALTHY' | 'DRAINING';
  consecutive5xx = 0;
  consecutiveGateway = 0;
  consecutiveLocalOrigin = 0;
  ejectionMultiplier = 0;
  lastUnejectedMs: number | undefined;

  constructor(readonly endpoint: LbEndpoint) {
    const { ip, port } = placeOf(endpoint.address);
    this.ip = ip;
    this.port = port;
    this.key = addressText(endpoint.address);
    this.edsHealthStatus = endpoint.healthStatus ?? 'HEALTHY';
    this.weight = endpoint.weight ?? 1;
    this.pod = endpoint.pod;
    this.workload = endpoint.workload;
    this.transportSocketMatch = socketLabels(endpoint);
  }

  /** Neither ejected nor said to be unwell by the control plane. */
  get isHealthy(): boolean {
    return this.ejectedAtMs === undefined && this.edsHealthStatus === 'HEALTHY';
  }
}
