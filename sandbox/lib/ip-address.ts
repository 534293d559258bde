export type IpFamily = 'IPv4' | 'IPv6';

/** Four numbers up to 255 without leading zeros. */
const IPV4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

/** Whether a text is an IPv4 or IPv6 address. Semantics: Go's netip.ParseAddr. */
export function isIpAddress(text: string): boolean {
  return IPV4.test(text) || isIpv6(text);
}

/** The family of an address or of a range; undefined for names and paths. */
export function familyOf(address: string): IpFamily | undefined {
  const [ip = ''] = address.split('/', 1);
  if (!isIpAddress(ip)) return undefined;
  return ip.includes(':') ? 'IPv6' : 'IPv4';
}

function isIpv6(text: string): boolean {
  if (!text.includes(':')) return false;
  const zone = text.indexOf('%');
  if (zone === text.length - 1) return false;
  let address = zone < 0 ? text : text.slice(0, zone);
  const tail = address.slice(address.lastIndexOf(':') + 1);
  if (tail.includes('.')) {
    if (!IPV4.test(tail)) return false;
    address = `${address.slice(0, address.length - tail.length)}0:0`;
  }
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}
