import type { HttpFilter, JwtAuthentication, JwtProvider, JwtRequirement } from '../../../envoy/config/index';
import { originOf, type AppliedJwtRule } from '../../discovery/index';
import type { JwtRule } from '../../discovery/api/index';
import type { Context } from '../context';
import { keySet } from './key-set';
import { remoteKeySet } from './remote-key-set';

/** Claims that are lists written as one text, whatever a rule says. */
const SPACE_DELIMITED = ['permission', 'scope'];
const ALLOW_MISSING: JwtRequirement = { allowMissing: {} };

/**
 * What the RequestAuthentications of a workload ask of tokens: one provider per rule; a token that is there must be
 * valid for one of them, none at all is fine (pilot/pkg/security/authn/policy_applier.go).
 */
export function jwtFilters(context: Context): HttpFilter[] {
  const rules = context.snapshot.requestAuthentications.forWorkload(context.proxy);
  if (rules.length === 0) return [];
  return [{ name: 'envoy.filters.http.jwt_authn', typedConfig: { ...jwtAuthentication(context, rules) } }];
}

/** One provider per rule, in their order, and what is required of a request. */
export function jwtAuthentication(context: Context, rules: readonly AppliedJwtRule[]): JwtAuthentication {
  const providers = rules.map(
    (rule, index) => [`origins-${String(index)}`, provider(context, rule)] as const,
  );
  return {
    providers: Object.fromEntries(providers),
    rules: [{ match: { prefix: '/' }, requires: requirement(providers.map(([name]) => name)) }],
    bypassCorsPreflight: true,
  };
}

/**
 * One provider: valid or missing. Several: valid for any of them, which also serves those that share a place for the
 * token, or valid or missing for each.
 */
function requirement(names: readonly string[]): JwtRequirement {
  const valid = names.map((providerName): JwtRequirement => ({ providerName }));
  const optional = valid.map((one): JwtRequirement => any([one, ALLOW_MISSING]));
  const [only] = optional;
  if (only && optional.length === 1) return only;
  return any([...valid, { requiresAll: { requirements: optional } }]);
}

function any(requirements: readonly JwtRequirement[]): JwtRequirement {
  return { requiresAny: { requirements } };
}

/** Keys that istiod has, or where the proxy gets them. */
function keysOf(rule: JwtRule, { snapshot }: Context): Pick<JwtProvider, 'localJwks' | 'remoteJwks'> {
  const remoteJwks = remoteKeySet(rule, snapshot);
  return remoteJwks ? { remoteJwks } : { localJwks: { inlineString: keySet(rule, snapshot) } };
}

function provider(context: Context, { rule, policy, path }: AppliedJwtRule): JwtProvider {
  const claims = new Set([...SPACE_DELIMITED, ...(rule.spaceDelimitedClaims ?? [])]);
  const { outputPayloadToHeader, outputClaimToHeaders, audiences, fromHeaders, fromParams, fromCookies } =
    rule;
  return {
    issuer: rule.issuer ?? '',
    ...(audiences?.length ? { audiences } : {}),
    ...keysOf(rule, context),
    ...(rule.forwardOriginalToken ? { forward: true } : {}),
    ...(outputPayloadToHeader ? { forwardPayloadHeader: outputPayloadToHeader } : {}),
    ...(fromHeaders?.length
      ? {
          fromHeaders: fromHeaders.map(({ name, prefix }) => ({
            name,
            ...(prefix ? { valuePrefix: prefix } : {}),
          })),
        }
      : {}),
    ...(fromParams?.length ? { fromParams } : {}),
    ...(fromCookies?.length ? { fromCookies } : {}),
    ...(outputClaimToHeaders?.length
      ? {
          claimToHeaders: outputClaimToHeaders.map(({ header, claim }) => ({
            headerName: header,
            claimName: claim,
          })),
        }
      : {}),
    payloadInMetadata: 'payload',
    normalizePayloadInMetadata: { spaceDelimitedClaims: [...claims].sort() },
    ...(context.proxy.type === 'router' ? { clearRouteCache: true } : {}),
    origin: originOf(policy, path),
  };
}
