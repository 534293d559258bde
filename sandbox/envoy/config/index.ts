/** Envoy v3 configuration as data, in protobuf's JSON names, plus `origin` on what istiod generated; how addresses read. */
import type { Cluster, ClusterLoadAssignment } from './cluster';
import type { Listener } from './listener';
import type { RouteConfiguration } from './route';

export type * from './access-log';
export type * from './address';
export type * from './cidr-range';
export type * from './cluster';
export type * from './ext-authz';
export type * from './http-filter';
export type * from './jwt-authn';
export type * from './listener';
export type * from './local-ratelimit';
export { addressText, placeOf } from './place';
export type * from './metadata';
export type * from './rbac';
export type * from './route';
export { secretNames } from './secret-names';
export type * from './transport-socket';
export type * from './value-matcher';

/** Everything one proxy holds: what LDS, RDS, CDS and EDS delivered. */
export interface ProxyConfig {
  readonly listeners: readonly Listener[];
  readonly routeConfigurations: readonly RouteConfiguration[];
  readonly clusters: readonly Cluster[];
  readonly loadAssignments: readonly ClusterLoadAssignment[];
}
