/** The specs of the objects istiod reads, as the API server stores them. */
export type * from './authorization-policy';
export type * from './destination-rule';
export type * from './gateway';
export type * from './gateway-api';
export type * from './http-route';
export type * from './ingress';
export type * from './kubernetes';
export type * from './peer-authentication';
export type * from './policy-target';
export type * from './proxy-config';
export type * from './request-authentication';
export type * from './service-entry';
export type * from './sidecar';
export type * from './telemetry';
export type * from './virtual-service';
