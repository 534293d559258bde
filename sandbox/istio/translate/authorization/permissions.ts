import type { Permission } from '../../../envoy/config/index';
import type { AuthorizationCondition, AuthorizationOperation } from '../../discovery/api/index';
import { parseCidr } from '../../discovery/index';
import type { Algebra, Clause, Matching } from './clauses';
import { anyValue, headerPattern, pattern } from './patterns';

export const permissionAlgebra: Algebra<Permission> = {
  any: { any: true },
  and: (rules) => ({ andRules: { rules } }),
  or: (rules) => ({ orRules: { rules } }),
  not: (notRule) => ({ notRule }),
};

/** What a request asks for: the fields of an operation, in Istio's order, then conditions about the destination. */
export function permissionClauses(
  operation: AuthorizationOperation | undefined,
  when: readonly AuthorizationCondition[],
  tcp: boolean,
): Clause<Permission>[] {
  const { hosts, methods, paths, ports, notHosts, notMethods, notPaths, notPorts } = operation ?? {};
  return [
    { values: hosts ?? [], notValues: notHosts ?? [], matching: tcp ? NOT_ON_TCP : HOST },
    { values: methods ?? [], notValues: notMethods ?? [], matching: tcp ? NOT_ON_TCP : METHOD },
    { values: paths ?? [], notValues: notPaths ?? [], matching: tcp ? NOT_ON_TCP : PATH },
    { values: ports ?? [], notValues: notPorts ?? [], matching: PORT },
    ...when.flatMap(({ key, values, notValues }) => {
      const matching = destinationMatching(key);
      return matching ? [{ values: values ?? [], notValues: notValues ?? [], matching }] : [];
    }),
  ];
}

/** How a condition's key is looked at; undefined when it is about the caller or unknown. */
export function destinationMatching(key: string): Matching<Permission> | undefined {
  if (key === 'destination.ip') return { each: destinationIp };
  if (key === 'destination.port') return PORT;
  if (key === 'connection.sni') return { each: (value) => ({ requestedServerName: pattern(value) }) };
  return key.startsWith(FILTER_PREFIX) ? { all: (values) => filterMetadata(key, values) } : undefined;
}

const FILTER_PREFIX = 'experimental.envoy.filters.';
const NOT_ON_TCP: Matching<Permission> = { each: () => undefined };
const HOST: Matching<Permission> = {
  each: (value) => ({ header: headerPattern(':authority', value, true) }),
};
const METHOD: Matching<Permission> = { each: (value) => ({ header: headerPattern(':method', value) }) };
const PATH: Matching<Permission> = {
  each: (value) =>
    isPathTemplate(value)
      ? { uriTemplate: { name: 'uri-template', typedConfig: { pathTemplate: pathTemplate(value) } } }
      : { urlPath: { path: pattern(value) } },
};
const PORT: Matching<Permission> = {
  each: (value) => {
    const port = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    return port <= 65_535 ? { destinationPort: port } : undefined;
  },
};

/** Whether a path has places that stand for segments. */
export function isPathTemplate(path: string): boolean {
  return path.includes('{*}') || path.includes('{**}');
}

/** `{*}` = one segment, `{**}` = any number of them (pilot/pkg/security/authz/matcher/template.go). */
function pathTemplate(path: string): string {
  return path.replaceAll('{*}', '*').replaceAll('{**}', '**');
}

function destinationIp(value: string): Permission | undefined {
  const cidr = parseCidr(value);
  return cidr && { destinationIp: { addressPrefix: cidr.addressPrefix, prefixLen: cidr.prefixLen } };
}

/** `experimental.envoy.filters.a.b[c]`: key c of what the filter a.b wrote down; a value in brackets is a list's element. */
export function filterMetadata(key: string, values: readonly string[]): Permission | undefined {
  const [filter = '', name] = splitOnce(key.slice('experimental.'.length).replace(/\]$/, ''), '[');
  if (name === undefined) return undefined;
  const matchers = values.map((value) =>
    value.startsWith('[') && value.endsWith(']')
      ? { listMatch: { oneOf: { stringMatch: pattern(value.replace(/^[[\]]+|[[\]]+$/g, '')) } } }
      : { stringMatch: pattern(value) },
  );
  return { metadata: { filter, path: [{ key: name }], value: anyValue(matchers) } };
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
