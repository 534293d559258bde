import type { ProxyConfig } from '../../envoy/config/index';

/** The state of one resource type at one proxy. */
export type SyncState = 'SYNCED' | 'STALE' | 'NOT SENT';

/** One line of `istioctl proxy-status`. */
export interface ProxyStatus {
  readonly proxy: string;
  readonly cds: SyncState;
  readonly lds: SyncState;
  readonly eds: SyncState;
  readonly rds: SyncState;
}

/** Pushes are taken over at once, so what was sent is in sync; a type without resources was never asked for. */
export function statusOf(proxy: string, config: ProxyConfig | undefined): ProxyStatus {
  const state = (resources: readonly unknown[] | undefined): SyncState =>
    resources !== undefined && resources.length > 0 ? 'SYNCED' : 'NOT SENT';
  return {
    proxy,
    cds: state(config?.clusters),
    lds: state(config?.listeners),
    eds: state(config?.loadAssignments),
    rds: state(config?.routeConfigurations),
  };
}
