import { quote } from '../../../lib/quote';

/** Whether a text is an IPv4 or IPv6 address. Semantics: Go's netip.ParseAddr. */
export function isIpAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  const zone = text.indexOf('%');
  if (zone === text.length - 1) return false;
  let address = zone < 0 ? text : text.slice(0, zone);
  const tail = address.slice(address.lastIndexOf(':') + 1);
  if (tail.includes('.')) {
    if (!isIpv4(tail)) return false;
    address = `${address.slice(0, address.length - tail.length)}0:0`;
  }
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** Why a text is no CIDR block, in the words of Go's netip.ParsePrefix; undefined when it is one. */
export function prefixProblem(text: string): string | undefined {
  const problem = prefixReason(text);
  return problem === undefined ? undefined : `netip.ParsePrefix(${quote(text)}): ${problem}`;
}

function prefixReason(text: string): string | undefined {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return "no '/'";
  const address = text.slice(0, slash);
  if (!isIpAddress(address)) return `ParseAddr(${quote(address)}): unable to parse IP`;
  if (address.includes('%')) return 'IPv6 zones cannot be present in a prefix';
  const bits = text.slice(slash + 1);
  if (!/^(0|[1-9]\d*)$/.test(bits)) return `bad bits after slash: ${quote(bits)}`;
  return Number(bits) > (address.includes(':') ? 128 : 32) ? 'prefix length out of range' : undefined;
}

export function addressProblem(text: string): string | undefined {
  return isIpAddress(text) ? undefined : `${text} is not a valid IP`;
}

/** An address, or a block of them. */
export function subnetProblem(text: string): string | undefined {
  if (text.split('/').length !== 2) return addressProblem(text);
  return prefixProblem(text) === undefined ? undefined : `${text} is not a valid CIDR block`;
}
