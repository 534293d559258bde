import type { SocketAddress } from '../net/index';
import type { PodObject } from './objects';

/** Ports of the sidecar itself; istio-iptables never redirects them. */
const AGENT_PORTS = new Set([15_020, 15_021, 15_090]);
const PREFIX = 'traffic.sidecar.istio.io/';
/** With NONE clients dial the sidecar themselves. */
const MODE = 'sidecar.istio.io/interceptionMode';

/** Which connections a pod's redirection rules hand to its sidecar; made from the pod's annotations. */
export interface Redirection {
  outbound(destination: SocketAddress): boolean;
  inbound(port: number): boolean;
}

const NOTHING: Redirection = { outbound: () => false, inbound: () => false };

/** The rules that istio-init installs. Loopback and the pod's own address are never redirected on the way out. */
export function redirectionOf(pod: PodObject, podIP: string): Redirection {
  if (pod.metadata.annotations?.[MODE] === 'NONE') return NOTHING;
  const annotation = (name: string): string | undefined => pod.metadata.annotations?.[PREFIX + name];
  const excludedOut = portSet(annotation('excludeOutboundPorts'));
  const excludedIn = portSet(annotation('excludeInboundPorts'));
  const includedIn = annotation('includeInboundPorts');
  const includedInPorts = includedIn === undefined || includedIn === '*' ? undefined : portSet(includedIn);
  const excludedRanges = ranges(annotation('excludeOutboundIPRanges'));
  const included = annotation('includeOutboundIPRanges');
  const includedRanges = included === undefined || included === '*' ? undefined : ranges(included);
  return {
    outbound({ ip, port }) {
      if (ip === podIP || ip.startsWith('127.') || excludedOut.has(port)) return false;
      if (excludedRanges.some((range) => range(ip))) return false;
      return includedRanges === undefined || includedRanges.some((range) => range(ip));
    },
    inbound(port) {
      if (AGENT_PORTS.has(port) || excludedIn.has(port)) return false;
      return includedInPorts === undefined || includedInPorts.has(port);
    },
  };
}

function portSet(list: string | undefined): ReadonlySet<number> {
  return new Set(
    (list ?? '')
      .split(',')
      .filter((part) => part.trim() !== '')
      .map(Number),
  );
}

function ranges(list: string | undefined): ((ip: string) => boolean)[] {
  const parts = (list ?? '').split(',').filter((part) => part.trim() !== '');
  return parts.map((part) => {
    const [address = '', length = '32'] = part.trim().split('/');
    const bits = Number(length);
    const mask = bits === 0 ? 0 : (0xffff_ffff << (32 - bits)) >>> 0;
    const network = (toNumber(address) & mask) >>> 0;
    return (ip) => (toNumber(ip) & mask) >>> 0 === network;
  });
}

function toNumber(ip: string): number {
  return ip.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0) >>> 0;
}
