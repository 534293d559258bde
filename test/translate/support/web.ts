import type { Cluster } from '../../../sandbox/envoy/config/index';
import { configOf, documents, service, sidecar } from './mesh';

/** The cluster in front of the Service `web` of `default`. */
export const WEB = 'outbound|80||web.default.svc.cluster.local';

/** A DestinationRule for `web`, from what stands in its spec beside the host. */
export function rule(spec: string): string {
  return `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: d}
spec: {host: web, ${spec}}`;
}

/** A cluster of a client of `web`, by its name, where these are applied as well. */
export function clusterOf(name: string, ...texts: readonly string[]): Cluster | undefined {
  return configOf(documents(service('web'), ...texts), sidecar()).clusters.find(
    (cluster) => cluster.name === name,
  );
}
