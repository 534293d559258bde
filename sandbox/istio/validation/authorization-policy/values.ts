import { isIpAddress } from '../../../lib/ip-address';
import { prefixProblem } from '../checks/ip';
import { quote } from '../../../lib/quote';

/** Checks of lists of values; semantics: istio pkg/config/security. `name` is the field's name in messages. */
export function emptyValueProblem(name: string, values: readonly string[]): string | undefined {
  return values.includes('') ? `empty value not allowed, found in ${name}` : undefined;
}

/** A wildcard may stand once, at the start or the end. */
export function wildcardProblem(name: string, values: readonly string[]): string | undefined {
  const empty = emptyValueProblem(name, values);
  if (empty !== undefined) return empty;
  for (const value of values) {
    const stars = value.split('*').length - 1;
    if (stars > 1) return `at most one wildcard is allowed, found in ${name}: ${quote(value)}`;
    if (stars === 1 && !value.startsWith('*') && !value.endsWith('*')) {
      return `wildcard is only allowed at the start or end, found in ${name}: ${quote(value)}`;
    }
  }
  return undefined;
}

export function trustDomainProblem(name: string, values: readonly string[]): string | undefined {
  const wildcard = wildcardProblem(name, values);
  if (wildcard !== undefined) return wildcard;
  const bad = values.find((value) => value.includes('/'));
  return bad === undefined ? undefined : `trust domain must not contain '/', found in ${name}: ${quote(bad)}`;
}

/** `account` or `namespace/account`. */
export function serviceAccountProblem(name: string, values: readonly string[]): string | undefined {
  if (values.length > 16) return 'may not have more than 16 values';
  for (const value of values) {
    const problem = accountProblem(name, value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function accountProblem(name: string, value: string): string | undefined {
  if (value === '') return `empty value not allowed, found in ${name}`;
  if (value.includes('*')) return `wildcard not allowed, found in ${name}`;
  const format = "expected format 'serviceAccount' or 'namespace/serviceAccount'";
  const parts = value.split('/');
  if (parts.length > 2) return `${format}, found ${quote(value)} in ${name}`;
  if (value.length > 320) return `value cannot exceed 320 characters, found ${quote(value)} in ${name}`;
  if (parts.length === 2 && parts[0] === '') {
    return `${format}, found empty namespace ${quote(value)} in ${name}`;
  }
  if (parts.at(-1) === '') return `${format}, found empty serviceAccount ${quote(value)} in ${name}`;
  return undefined;
}

/** `{*}` stands for one segment, `{**}` for any number of them; braces mean nothing else. */
export function pathTemplateProblem(name: string, paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const problem = templateProblem(name, path);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function templateProblem(name: string, path: string): string | undefined {
  const isTemplate = path.includes('{*}') || path.includes('{**}');
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  const invalid = `invalid or unsupported path ${trimmed}, found in ${name}.`;
  let ended = false;
  for (const segment of trimmed.split('/')) {
    if (segment === '{*}' || segment === '{**}') {
      if (ended) return `${invalid} {**} is not the last operator`;
      ended = segment === '{**}';
    } else if (/[{}]/.test(segment)) {
      return `${invalid} Contains '{' or '}' beyond a supported path template`;
    } else if (isTemplate && !/^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/.test(segment)) {
      return `${invalid} Contains segment ${segment} with invalid string literal`;
    }
  }
  return undefined;
}

export function ipProblems(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => {
    if (!value.includes('/')) return isIpAddress(value) ? [] : [`bad IP address (${value})`];
    const problem = prefixProblem(value);
    return problem === undefined ? [] : [`bad CIDR range (${value}): ${problem}`];
  });
}

export function portProblems(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => {
    const parsing = `strconv.ParseUint: parsing ${quote(value)}:`;
    if (!/^\d+$/.test(value)) return [`bad port (${value}): ${parsing} invalid syntax`];
    if (Number(value) > 4_294_967_295) return [`bad port (${value}): ${parsing} value out of range`];
    return Number(value) > 65_535 ? [`bad port (${value}): <nil>`] : [];
  });
}
