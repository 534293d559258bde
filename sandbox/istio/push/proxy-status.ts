/** The state of one resource type at one proxy: STALE while its answer is under way. */
export type SyncState = 'SYNCED' | 'STALE' | 'NOT SENT';

/** One line of `istioctl proxy-status`. */
export interface ProxyStatus {
  readonly proxy: string;
  readonly cds: SyncState;
  readonly lds: SyncState;
  readonly eds: SyncState;
  readonly rds: SyncState;
}
