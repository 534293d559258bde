/** Who a proxy is, for istiod: `sidecar~10.1.1.0~v0.default~default.svc.cluster.local`. */
export interface ServiceNode {
  readonly type: 'sidecar' | 'router';
  /** Its pod's addresses; the first one names it. */
  readonly ips: readonly string[];
  /** `pod.namespace`. */
  readonly id: string;
  readonly dnsDomain: string;
}

/** `node.id` of a proxy's bootstrap (pilot/pkg/model/context.go). */
export function nodeId({ type, ips, id, dnsDomain }: ServiceNode): string {
  return [type, ips[0] ?? '', id, dnsDomain].join('~');
}
