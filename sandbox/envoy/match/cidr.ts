import type { CidrRange } from '../config/index';

/** True when an address lies in a range. Addresses of different families never match. */
export function inRange(ip: string, range: CidrRange): boolean {
  const address = addressBits(ip);
  const prefix = addressBits(range.addressPrefix);
  if (address === undefined || prefix === undefined || address.length !== prefix.length) return false;
  return address.startsWith(prefix.slice(0, range.prefixLen));
}

/** The bits of an IPv4 (32) or IPv6 (128) address as text; undefined when it is neither. */
function addressBits(ip: string): string | undefined {
  if (ip.includes(':')) return ipv6Bits(ip);
  const parts = ip.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.map((part) => bits(Number(part), 8)).join('');
}

function ipv6Bits(ip: string): string | undefined {
  const [left = '', right] = ip.split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const gap = 8 - head.length - tail.length;
  if (gap < 0 || (right === undefined && gap > 0)) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => bits(Number.parseInt(group, 16), 16)).join('');
}

function bits(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}
