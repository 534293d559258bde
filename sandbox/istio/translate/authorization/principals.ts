import type { Principal, StringMatch } from '../../../envoy/config/index';
import type { AuthorizationCondition, AuthorizationSource } from '../../discovery/api/index';
import { parseCidr } from '../../discovery/index';
import type { Algebra, Clause, Matching } from './clauses';
import { anyPattern, headerPattern, pattern, quoteMeta } from './patterns';
import { requestPrincipal } from './request-principal';
import { claimOrElement, nestedNames } from './token-claims';
import type { TrustDomains } from './trust-domains';

export const principalAlgebra: Algebra<Principal> = {
  any: { any: true },
  and: (ids) => ({ andIds: { ids } }),
  or: (ids) => ({ orIds: { ids } }),
  not: (notId) => ({ notId }),
};

/** What a rule's meaning depends on beside its text. */
export interface PrincipalPlace {
  /** Service accounts without a namespace are of the policy's. */
  readonly policyNamespace: string;
  readonly trustDomains: TrustDomains;
  /** A network filter sees no request: tokens and headers cannot be asked for. */
  readonly tcp: boolean;
}

/** The fields of a source by the attribute they stand for, in Istio's order. */
const SOURCE_FIELDS = [
  ['source.principal', 'principals', 'notPrincipals'],
  ['request.auth.principal', 'requestPrincipals', 'notRequestPrincipals'],
  ['source.serviceAccount', 'serviceAccounts', 'notServiceAccounts'],
  ['source.trustDomain', 'trustDomains', 'notTrustDomains'],
  ['source.namespace', 'namespaces', 'notNamespaces'],
  ['remote.ip', 'remoteIpBlocks', 'notRemoteIpBlocks'],
  ['source.ip', 'ipBlocks', 'notIpBlocks'],
] as const;

/** Who asks: the fields of a source, then conditions about the caller. */
export function principalClauses(
  source: AuthorizationSource | undefined,
  when: readonly AuthorizationCondition[],
  place: PrincipalPlace,
): Clause<Principal>[] {
  const fields = SOURCE_FIELDS.map(([key, wanted, excluded]) => ({
    key,
    values: source?.[wanted],
    notValues: source?.[excluded],
  }));
  return [...fields, ...when].flatMap(({ key, values = [], notValues = [] }) => {
    const matching = callerMatching(key, place);
    return matching
      ? [{ values: withAliases(key, values, place), notValues: withAliases(key, notValues, place), matching }]
      : [];
  });
}

/** How an attribute of the caller is looked at; undefined when it is about the destination or unknown. */
export function callerMatching(key: string, place: PrincipalPlace): Matching<Principal> | undefined {
  const exact = connectionMatching(key, place) ?? tokenMatching(key);
  if (exact) return HTTP_ONLY.has(key) && place.tcp ? NOT_ON_TCP : exact;
  if (key.startsWith(HEADERS)) return place.tcp ? NOT_ON_TCP : { each: (value) => header(key, value) };
  if (key.startsWith(CLAIMS)) return place.tcp ? NOT_ON_TCP : { all: (values) => tokenClaim(key, values) };
  return undefined;
}

const HEADERS = 'request.headers';
const CLAIMS = 'request.auth.claims';
const HTTP_ONLY = new Set(['request.auth.principal', 'request.auth.audiences', 'request.auth.presenter']);
const NOT_ON_TCP: Matching<Principal> = { each: () => undefined };

function connectionMatching(key: string, place: PrincipalPlace): Matching<Principal> | undefined {
  switch (key) {
    case 'source.principal':
      return { each: (value) => authenticated(pattern(value, 'spiffe://')) };
    case 'source.serviceAccount':
      return { each: (value) => authenticated(serviceAccount(value, place.policyNamespace)) };
    case 'source.trustDomain':
      return { each: (value) => authenticated(trustDomain(value)) };
    case 'source.namespace':
      return { each: (value) => authenticated(namespace(value)) };
    case 'remote.ip':
      return { each: (value) => addressOf(value, (cidr) => ({ remoteIp: cidr })) };
    case 'source.ip':
      return { each: (value) => addressOf(value, (cidr) => ({ directRemoteIp: cidr })) };
    default:
      return undefined;
  }
}

function tokenMatching(key: string): Matching<Principal> | undefined {
  switch (key) {
    case 'request.auth.principal':
      return { all: requestPrincipal };
    case 'request.auth.audiences':
      return { all: (values) => ({ metadata: claimOrElement(['aud'], anyPattern(values)) }) };
    case 'request.auth.presenter':
      return { all: (values) => ({ metadata: claimOrElement(['azp'], anyPattern(values)) }) };
    default:
      return undefined;
  }
}

function withAliases(key: string, values: readonly string[], { trustDomains }: PrincipalPlace): string[] {
  if (key === 'source.principal') return trustDomains.principals(values);
  return key === 'source.trustDomain' ? trustDomains.domains(values) : [...values];
}

function authenticated(principalName: StringMatch): Principal {
  return { authenticated: { principalName } };
}

function serviceAccount(value: string, policyNamespace: string): StringMatch {
  const slash = value.indexOf('/');
  const [ns, name] = slash < 0 ? [policyNamespace, value] : [value.slice(0, slash), value.slice(slash + 1)];
  return { safeRegex: { regex: `spiffe://.+/ns/${quoteMeta(ns)}/(.+/|)sa/${quoteMeta(name)}(/.+)?` } };
}

function trustDomain(value: string): StringMatch {
  if (value === '*') return { prefix: 'spiffe://' };
  const star = value.indexOf('*');
  if (star < 0) return { prefix: `spiffe://${value}/` };
  const domain = `${quoteMeta(value.slice(0, star))}[^/]*${quoteMeta(value.slice(star + 1))}`;
  return { safeRegex: { regex: `spiffe://${domain}/.*` } };
}

function namespace(value: string): StringMatch {
  return { safeRegex: { regex: `.*/ns/${value.split('*').map(quoteMeta).join('.*')}/.*` } };
}

function addressOf(
  value: string,
  principal: (cidr: { readonly addressPrefix: string; readonly prefixLen: number }) => Principal,
): Principal | undefined {
  const cidr = parseCidr(value);
  return cidr && principal({ addressPrefix: cidr.addressPrefix, prefixLen: cidr.prefixLen });
}

/** `request.headers[x-name]` */
function header(key: string, value: string): Principal | undefined {
  const name = /^\[(.*)\]$/s.exec(key.slice(HEADERS.length))?.[1];
  return name === undefined ? undefined : { header: headerPattern(name, value) };
}

/** `request.auth.claims[group][id]` */
function tokenClaim(key: string, values: readonly string[]): Principal | undefined {
  const names = nestedNames(key.slice(CLAIMS.length));
  return names && { metadata: claimOrElement(names, anyPattern(values)) };
}
