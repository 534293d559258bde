import type { HeaderMatcher, MetadataMatcher, Permission } from '../../config/index';
import { compileRange } from '../../match/cidr';
import { compileHeaderMatcher, headerReader, type Condition } from '../../match/header-matcher';
import { compileMetadataMatcher } from '../../match/metadata-matcher';
import type { RequestFacts } from '../../match/request-facts';
import { compileStringMatch } from '../../match/string-matcher';
import { ANY, UNKNOWN, all, any, not, valueTest, type Test } from './test';
import { compilePathTemplate } from './path-template';

/** Compiles what a rule says about the destination (source/extensions/filters/common/rbac/matchers.cc). */
export function permissionTest(permission: Permission): Test {
  const { andRules, orRules, notRule } = permission;
  if (andRules) return all(andRules.rules.map(permissionTest));
  if (orRules) return any(orRules.rules.map(permissionTest));
  if (notRule) return not(permissionTest(notRule));
  return permission.any ? ANY : leafTest(permission);
}

function leafTest(permission: Permission): Test {
  const { header, metadata, urlPath, uriTemplate, destinationIp, destinationPort } = permission;
  if (header) return headerTest(header);
  if (metadata) return metadataTest(metadata);
  if (urlPath) {
    const path = compileStringMatch(urlPath.path);
    return pathTest(
      (pathname) => path.matches(pathname),
      () => path.describe(),
    );
  }
  if (uriTemplate) {
    const { pathTemplate } = uriTemplate.typedConfig;
    return pathTest(compilePathTemplate(pathTemplate), () => `match ${pathTemplate}`);
  }
  if (destinationIp) {
    const text = `${destinationIp.addressPrefix}/${String(destinationIp.prefixLen)}`;
    return valueTest(
      'destination',
      ({ downstream }) => downstream.destination.ip,
      compileRange(destinationIp),
      () => `be in ${text}`,
    );
  }
  if (destinationPort !== undefined)
    return valueTest(
      'port',
      ({ downstream }) => downstream.destination.port,
      (port) => port === destinationPort,
      () => `be ${String(destinationPort)}`,
    );
  return serverNameTest(permission);
}

function serverNameTest({ requestedServerName }: Permission): Test {
  if (!requestedServerName) return UNKNOWN;
  const name = compileStringMatch(requestedServerName);
  return valueTest(
    'server name',
    ({ downstream }) => downstream.serverName ?? '',
    (serverName) => name.matches(serverName),
    () => name.describe(),
  );
}

function pathTest(matches: (pathname: string) => boolean, demand: () => string): Test {
  return valueTest('path', ({ facts }) => facts?.pathname, matches, demand);
}

/** A request header; a connection without requests has none. */
export function headerTest(matcher: HeaderMatcher): Test {
  const name = matcher.name.replace(/^:/, '');
  const read = headerReader(matcher.name);
  return requestTest(
    compileHeaderMatcher(matcher),
    name,
    (facts) => `${name} is ${read(facts) ?? 'missing'}`,
  );
}

/** What an earlier filter wrote down. */
export function metadataTest(matcher: MetadataMatcher): Test {
  const keys = matcher.path.map(({ key }) => key);
  const name = `claim ${keys.slice(1).join('.')}`;
  return requestTest(compileMetadataMatcher(matcher), name, () => `${name} matches`);
}

function requestTest(condition: Condition, name: string, fact: (facts: RequestFacts) => string): Test {
  return {
    holds: ({ facts }) => facts !== undefined && condition.holds(facts),
    reason: ({ facts }) => (facts ? condition.reason(facts) : `no ${name} on a TCP connection`),
    fact: ({ facts }) => (facts ? fact(facts) : ''),
  };
}
