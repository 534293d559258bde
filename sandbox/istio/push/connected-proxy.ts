import { staticLabelsOf } from '../bootstrap/index';
import type { ProxyNodeInfo } from '../translate/index';

/** What a proxy tells istiod when it connects. */
export interface ConnectedProxy {
  /** `pod.namespace`. */
  readonly id: string;
  readonly role: 'sidecar' | 'gateway';
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  /** Its pod's address of the other family. */
  readonly additionalIps?: readonly string[];
  readonly serviceAccount: string;
  /** What its certificate says; without one nobody looks. */
  readonly identity?: string;
  /** The variables of its container. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The proxy as translation knows it. */
export function toNode(proxy: ConnectedProxy, clusterDomain: string): ProxyNodeInfo {
  return {
    id: proxy.id,
    type: proxy.role === 'gateway' ? 'router' : 'sidecar',
    namespace: proxy.namespace,
    labels: { ...staticLabelsOf(proxy.environment ?? {}), ...proxy.labels },
    ip: proxy.ip,
    ...(proxy.additionalIps?.length ? { additionalIps: proxy.additionalIps } : {}),
    serviceAccount: proxy.serviceAccount,
    dnsDomain: `${proxy.namespace}.svc.${clusterDomain}`,
  };
}
