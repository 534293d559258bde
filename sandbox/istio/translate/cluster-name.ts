/** `outbound|80|v1|reviews.default.svc.cluster.local`. */
export function outboundCluster(port: number, subset: string, hostname: string): string {
  return `outbound|${String(port)}|${subset}|${hostname}`;
}

/** The form clusters have in SNI: `outbound_.80_.v1_.reviews.default.svc.cluster.local`. */
export function outboundSni(port: number, subset: string, hostname: string): string {
  return `outbound_.${String(port)}_.${subset}_.${hostname}`;
}

/** `inbound|8080||`. */
export function inboundCluster(port: number): string {
  return `inbound|${String(port)}||`;
}

export const PASSTHROUGH_CLUSTER = 'PassthroughCluster';
export const BLACK_HOLE_CLUSTER = 'BlackHoleCluster';
export const INBOUND_PASSTHROUGH_CLUSTER = 'InboundPassthroughCluster';
export const DYNAMIC_DNS_CLUSTER = 'AllowAnyDynamicDNSCluster';
