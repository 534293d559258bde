import type { Demand, SingleFact, Subject as Thing } from '../../../net/index';
import type { HeaderMatcher, MetadataMatcher, Permission } from '../../config/index';
import { compileRange } from '../../match/cidr';
import {
  compileHeaderMatcher,
  headerReader,
  headerSubject,
  type Condition,
} from '../../match/header-matcher';
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
      () => path.demand(),
    );
  }
  if (uriTemplate) {
    const { pathTemplate } = uriTemplate.typedConfig;
    return pathTest(compilePathTemplate(pathTemplate), () => ({ is: 'template', text: pathTemplate }));
  }
  if (destinationIp) {
    const text = `${destinationIp.addressPrefix}/${String(destinationIp.prefixLen)}`;
    return valueTest(
      { is: 'destination' },
      ({ downstream }) => downstream.destination.ip,
      compileRange(destinationIp),
      () => ({ is: 'range', text }),
    );
  }
  if (destinationPort !== undefined)
    return valueTest(
      { is: 'port' },
      ({ downstream }) => downstream.destination.port,
      (port) => port === destinationPort,
      () => ({ is: 'value', text: String(destinationPort) }),
    );
  return serverNameTest(permission);
}

function serverNameTest({ requestedServerName }: Permission): Test {
  if (!requestedServerName) return UNKNOWN;
  const name = compileStringMatch(requestedServerName);
  return valueTest(
    { is: 'server name' },
    ({ downstream }) => downstream.serverName ?? '',
    (serverName) => name.matches(serverName),
    () => name.demand(),
  );
}

function pathTest(matches: (pathname: string) => boolean, demand: () => Demand): Test {
  return valueTest({ is: 'path' }, ({ facts }) => facts?.pathname, matches, demand);
}

/** A request header; a connection without requests has none. */
export function headerTest(matcher: HeaderMatcher): Test {
  const what = headerSubject(matcher.name);
  const read = headerReader(matcher.name);
  return requestTest(compileHeaderMatcher(matcher), what, (facts) => {
    const found = read(facts);
    return found === undefined ? ['missing', what] : ['is', what, found];
  });
}

/** What an earlier filter wrote down. */
export function metadataTest(matcher: MetadataMatcher): Test {
  const keys = matcher.path.map(({ key }) => key);
  const what = { is: 'claim', name: keys.slice(1).join('.') } as const;
  return requestTest(compileMetadataMatcher(matcher), what, () => ['claimMatches', what]);
}

function requestTest(condition: Condition, what: Thing, fact: (facts: RequestFacts) => SingleFact): Test {
  return {
    holds: ({ facts }) => facts !== undefined && condition.holds(facts),
    reason: ({ facts }) => (facts ? condition.reason(facts) : ['noneOnTcp', what]),
    fact: ({ facts }) => (facts ? fact(facts) : undefined),
  };
}
