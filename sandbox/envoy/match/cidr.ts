import type { CidrRange } from '../config/index';

/** True when an address lies in a range. Addresses of different families never match. */
export function inRange(ip: string, range: CidrRange): boolean {
  return compileRange(range)(ip);
}

/** A test of addresses for one range; IPv4 is compared as numbers. */
export function compileRange(range: CidrRange): (ip: string) => boolean {
  const network = ipv4Number(range.addressPrefix);
  if (network >= 0) {
    const size = 2 ** (32 - range.prefixLen);
    const block = Math.floor(network / size);
    return (ip) => {
      const address = ipv4Number(ip);
      return address >= 0 && Math.floor(address / size) === block;
    };
  }
  const prefix = ipv6Bits(range.addressPrefix)?.slice(0, range.prefixLen);
  return (ip) => prefix !== undefined && ip.includes(':') && ipv6Bits(ip)?.startsWith(prefix) === true;
}

/** True for a dotted or a colon address. */
export function isAddress(text: string): boolean {
  return ipv4Number(text) >= 0 || (text.includes(':') && ipv6Bits(text) !== undefined);
}

const DOT = 0x2e;

/** The 32 bits of an IPv4 address as a number; -1 for anything else. */
function ipv4Number(ip: string): number {
  let value = 0;
  let part = -1;
  let dots = 0;
  for (let at = 0; at < ip.length; at++) {
    const code = ip.charCodeAt(at);
    if (code === DOT) {
      if (part < 0) return -1;
      value = value * 256 + part;
      part = -1;
      dots += 1;
      continue;
    }
    if (code < 0x30 || code > 0x39) return -1;
    part = (part < 0 ? 0 : part * 10) + code - 0x30;
    if (part > 255) return -1;
  }
  return dots === 3 && part >= 0 ? value * 256 + part : -1;
}

/** The bits of an IPv6 address as text; undefined when it is none. */
function ipv6Bits(ip: string): string | undefined {
  const [left = '', right] = ip.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const gap = 8 - head.length - tail.length;
  if (gap < 0 || (right === undefined && gap > 0)) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
