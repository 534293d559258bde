import { isIpAddress } from '../../lib/ip-address';

/**
 * A host without any dot means a service of the object's own namespace; every other text stays as written
 * (`reviews.default` names no service).
 */
export function resolveShortName(host: string, namespace: string, clusterDomain: string): string {
  if (host === '' || host === '*' || host.includes('.') || isIpAddress(host)) return host;
  return serviceHostname(host, namespace, clusterDomain);
}

/** `reviews.default.svc.cluster.local`; without a cluster domain `reviews.default`. */
export function serviceHostname(name: string, namespace: string, clusterDomain: string): string {
  return clusterDomain === '' ? `${name}.${namespace}` : `${name}.${namespace}.svc.${clusterDomain}`;
}

/** `mesh`, or `namespace/name` of a Gateway; a bare name and `./name` mean the object's own namespace. */
export function resolveGatewayName(gateway: string, namespace: string): string {
  if (gateway === 'mesh') return gateway;
  if (gateway.startsWith('./')) return `${namespace}/${gateway.slice(2)}`;
  if (gateway.includes('/')) return gateway;
  const dot = gateway.indexOf('.');
  if (dot < 0) return `${namespace}/${gateway}`;
  const [name = '', owner = namespace] = gateway.split('.');
  return `${owner}/${name}`;
}
