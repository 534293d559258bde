import { isIpAddress } from '../../../lib/ip-address';
import { quote } from '../../../lib/quote';

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
