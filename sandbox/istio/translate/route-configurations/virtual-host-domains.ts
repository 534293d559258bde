import { isIpAddress } from '../../../lib/ip-address';
import { addressesFor, UNSPECIFIED_IP, type AddressView, type Service } from '../../discovery/index';
import { bracketed } from '../host-port';

/** The names a service answers to from a proxy, and which of them are abbreviations. */
export interface Domains {
  readonly all: readonly string[];
  readonly abbreviated: ReadonlySet<string>;
}

/**
 * Host names of a service and its aliases, the short forms valid in the proxy's namespace, its addresses; a headless
 * service also answers for its pods. Ports are ignored when hosts are matched, so none are listed.
 * @param dnsDomain the proxy's: `default.svc.cluster.local`
 */
export function serviceDomains(service: Service, dnsDomain: string, view: AddressView): Domains {
  const abbreviated = new Set<string>();
  const names: string[] = [];
  for (const hostname of [service.hostname, ...service.aliases]) {
    names.push(bracketed(hostname));
    for (const alternative of alternativeNames(hostname, dnsDomain)) {
      names.push(alternative);
      abbreviated.add(alternative);
    }
  }
  const headless = service.resolution === 'passthrough' && service.registry === 'Kubernetes';
  const all = headless ? [...names, ...names.map((name) => `*.${name}`)] : names;
  const addresses = addressesFor(service, view).filter((address) => address !== UNSPECIFIED_IP);
  all.push(...addresses.map(bracketed));
  return { all, abbreviated };
}

/** `reviews.`-with-dot and, for cluster services, `reviews`, `reviews.default`, `reviews.default.svc`. */
export function alternativeNames(hostname: string, dnsDomain: string): string[] {
  const absolute = isIpAddress(hostname) ? [] : [`${hostname}.`];
  const svc = dnsDomain.indexOf('.svc.');
  if (svc < 0) return [...absolute, ...relativeNames(hostname, dnsDomain)];
  if (!hostname.endsWith(dnsDomain.slice(svc))) return absolute;
  const cut = hostname.indexOf('.svc.');
  const dot = hostname.indexOf('.');
  if (cut <= 0 || dot + 1 > cut) return absolute;
  const qualified = hostname.slice(0, cut);
  const sameNamespace = hostname.slice(dot + 1, cut) === dnsDomain.slice(0, svc);
  return sameNamespace
    ? [...absolute, hostname.slice(0, dot), `${qualified}.svc`, qualified]
    : [...absolute, qualified, `${qualified}.svc`];
}

/** What is left of a name once the end that it shares with a domain outside Kubernetes is cut off. */
function relativeNames(hostname: string, dnsDomain: string): string[] {
  const labels = hostname.split('.');
  const domain = dnsDomain.split('.');
  let shared = 0;
  while (shared < labels.length && labels.at(-1 - shared) === domain.at(-1 - shared)) shared++;
  if (shared === 0) return [];
  const own = labels.slice(0, labels.length - shared);
  const name = own.join('.');
  return own.length === 2 ? [name, labels.slice(0, 3).join('.')] : [name];
}
