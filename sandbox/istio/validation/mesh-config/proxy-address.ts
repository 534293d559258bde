import { quote } from '../../../lib/quote';
import { fqdnProblem } from '../checks/host-name';
import { isIpAddress } from '../../../lib/ip-address';
import { portProblem } from '../checks/numbers';

/** `host:port`. */
export function proxyAddressProblem(address: string): string | undefined {
  const colon = address.lastIndexOf(':');
  if (colon < 0) {
    const named = address === '' ? '' : `address ${address}: `;
    return `unable to split ${quote(address)}: ${named}missing port in address`;
  }
  const [host, port] = [address.slice(0, colon).replace(/^\[|\]$/g, ''), address.slice(colon + 1)];
  if (!/^[+-]?\d+$/.test(port)) {
    return `port (${port}) is not a number: strconv.Atoi: parsing ${quote(port)}: invalid syntax`;
  }
  const problem = portProblem(Number(port));
  if (problem !== undefined) return problem;
  const named = fqdnProblem(host) === undefined || isIpAddress(host);
  return named ? undefined : `${quote(host)} is not a valid hostname or an IP address`;
}
