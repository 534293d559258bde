/** A range of addresses: as written, and with its host bits cleared. */
export interface Cidr {
  readonly addressPrefix: string;
  readonly prefixLen: number;
  readonly masked: string;
  /** The numbers between its dots or colons: four or eight. */
  readonly groups: readonly number[];
}

/** Reads `10.0.0.0/8`, `10.1.2.3`, and their IPv6 forms; undefined for anything else. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || length === '') return undefined;
  const groups = address.includes(':') ? ipv6Groups(address) : ipv4Groups(address);
  if (groups === undefined) return undefined;
  const width = address.includes(':') ? 16 : 8;
  const total = groups.length * width;
  const prefixLen = length === undefined ? total : Number(length);
  if (!Number.isInteger(prefixLen) || prefixLen < 0 || prefixLen > total) return undefined;
  const kept = groups.map((group, index) => {
    const bits = Math.min(width, Math.max(0, prefixLen - index * width));
    const mask = ((1 << width) - 1) & ~((1 << (width - bits)) - 1);
    return group & mask;
  });
  const masked = width === 8 ? kept.join('.') : kept.map((group) => group.toString(16)).join(':');
  return { addressPrefix: address, prefixLen, masked, groups };
}

function ipv4Groups(address: string): number[] | undefined {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) {
    return undefined;
  }
  return parts.map(Number);
}

function ipv6Groups(address: string): number[] | undefined {
  const [head = '', tail, ...rest] = address.split('::');
  if (rest.length > 0) return undefined;
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...front, ...Array.from({ length: tail === undefined ? 0 : missing }, () => '0'), ...back];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.map((group) => Number.parseInt(group, 16));
}

/** IPv4 before IPv6, then by address, then the wider range first. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  if (a.groups.length !== b.groups.length) return a.groups.length - b.groups.length;
  const at = a.groups.findIndex((group, index) => group !== b.groups[index]);
  return at < 0 ? a.prefixLen - b.prefixLen : (a.groups[at] ?? 0) - (b.groups[at] ?? 0);
}
