import { quote } from '../../../lib/quote';

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const labelPattern = new RegExp(`^${label}$`);
const wildcardLabelPattern = new RegExp(`^(\\*|(\\*|\\*-)?${label})$`);

/** A DNS label; upper case is allowed. Semantics: istio pkg/config/labels. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && labelPattern.test(text);
}

function lengthProblem(name: string): string | undefined {
  if (name.length > 255) return `domain name ${quote(name)} too long (max 255)`;
  return name === '' ? 'empty domain name not allowed' : undefined;
}

function labelsProblem(domain: string): string | undefined {
  const parts = domain.split('.');
  const last = parts.at(-1) ?? '';
  if (/^[+-]?\d+$/.test(last)) {
    return `domain name ${quote(domain)} invalid (top level domain ${quote(last)} cannot be all-numeric)`;
  }
  const checked = last === '' ? parts.slice(0, -1) : parts;
  const bad = checked.find((part) => !isDnsLabel(part));
  return bad === undefined ? undefined : `domain name ${quote(domain)} invalid (label ${quote(bad)} invalid)`;
}

/** Why a text is no fully qualified domain name. */
export function fqdnProblem(name: string): string | undefined {
  return lengthProblem(name) ?? labelsProblem(name);
}

/** Like {@link fqdnProblem}, but the first label may be or start with a wildcard. */
export function wildcardDomainProblem(name: string): string | undefined {
  const length = lengthProblem(name);
  if (length !== undefined) return length;
  const dot = name.indexOf('.');
  const first = dot < 0 ? name : name.slice(0, dot);
  if (first.length > 63 || !wildcardLabelPattern.test(first)) {
    return `domain name ${quote(name)} invalid (label ${quote(first)} invalid)`;
  }
  return dot < 0 ? undefined : labelsProblem(name.slice(dot + 1));
}

/** Names that istiod makes for AUTO_PASSTHROUGH (`outbound_.80_._.host`) count as server names at a gateway. */
export function gatewayDomainProblem(isServerName: boolean, name: string): string | undefined {
  const length = lengthProblem(name);
  if (length !== undefined) return length;
  if (!isServerName || !name.startsWith('outbound_')) return wildcardDomainProblem(name);
  const parts = passthroughNameOf(name);
  const format = 'outbound_.<PORT>_._.<HOSTNAME>';
  if (parts === undefined) return `domain name ${name} invalid, should follow '${format}' format`;
  for (const [part, pattern] of [
    [parts.port, /[0-9]/],
    [parts.hostname, /[a-zA-Z]/],
  ] as const) {
    if (!pattern.test(part)) {
      return `domain name ${quote(name)} invalid (label ${quote(part)} invalid). should follow ${format} format`;
    }
  }
  return undefined;
}

/** The parts of `outbound_.80_._.host`; undefined for other names. */
export function passthroughNameOf(
  name: string,
): { readonly direction: string; readonly port: string; readonly hostname: string } | undefined {
  const parts = name.split('_');
  const [direction = '', port = '', , hostname = ''] = parts.map((part) => part.replace(/^\.+|\.+$/g, ''));
  return parts.length < 4 ? undefined : { direction, port, hostname };
}

export function partialWildcardProblem(host: string): string | undefined {
  return host.includes('*') && host.length !== 1 && !host.startsWith('*.')
    ? `partial wildcard ${quote(host)} not allowed`
    : undefined;
}

export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether two hosts can mean the same name; wildcards cover suffixes. Semantics: istio pkg/config/host. */
export function hostsOverlap(one: string, other: string): boolean {
  const [wild, otherWild] = [isWildcard(one), isWildcard(other)];
  if (wild && otherWild) {
    return one.length < other.length
      ? other.slice(1).endsWith(one.slice(1))
      : one.slice(1).endsWith(other.slice(1));
  }
  if (wild) return other.endsWith(one.slice(1));
  return otherWild ? one.endsWith(other.slice(1)) : one === other;
}

/** Whether every name of `one` is a name of `other`. */
export function isHostSubset(one: string, other: string): boolean {
  if (isWildcard(one)) {
    return isWildcard(other) && one.length >= other.length && one.slice(1).endsWith(other.slice(1));
  }
  return isWildcard(other) ? one.endsWith(other.slice(1)) : one === other;
}
