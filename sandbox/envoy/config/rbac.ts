import type { Origin } from '../../lib/origin';
import type { CidrRange } from './cidr-range';
import type { HeaderMatcher } from './route';
import type { MetadataMatcher, StringMatch } from './value-matcher';

/**
 * envoy.config.rbac.v3.RBAC. ALLOW lets pass what a policy matches, DENY what none matches, LOG everything.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/rbac/v3/rbac.proto
 */
export interface RbacRules {
  /** Default ALLOW. */
  readonly action?: 'ALLOW' | 'DENY' | 'LOG';
  /** By name; none at all is left out. */
  readonly policies?: Readonly<Record<string, RbacPolicy>>;
}

/** Matches when any of the permissions and any of the principals do. */
export interface RbacPolicy {
  readonly permissions: readonly Permission[];
  readonly principals: readonly Principal[];
  /** The rule it was made from. */
  readonly origin?: Origin;
}

/** What is asked for; exactly one field is set. */
export interface Permission {
  readonly any?: boolean;
  readonly andRules?: { readonly rules: readonly Permission[] };
  readonly orRules?: { readonly rules: readonly Permission[] };
  readonly notRule?: Permission;
  readonly header?: HeaderMatcher;
  readonly urlPath?: { readonly path: StringMatch };
  readonly uriTemplate?: {
    readonly name: 'uri-template';
    readonly typedConfig: { readonly pathTemplate: string };
  };
  readonly destinationIp?: CidrRange;
  readonly destinationPort?: number;
  readonly requestedServerName?: StringMatch;
  readonly metadata?: MetadataMatcher;
}

/** Who asks; exactly one field is set. */
export interface Principal {
  readonly any?: boolean;
  readonly andIds?: { readonly ids: readonly Principal[] };
  readonly orIds?: { readonly ids: readonly Principal[] };
  readonly notId?: Principal;
  readonly authenticated?: { readonly principalName: StringMatch };
  /** The peer of the connection. */
  readonly directRemoteIp?: CidrRange;
  /** The client that forwarding proxies name. */
  readonly remoteIp?: CidrRange;
  readonly header?: HeaderMatcher;
  readonly metadata?: MetadataMatcher;
}

/** envoy.extensions.filters.http.rbac.v3.RBAC; the network filter's has a `statPrefix` beside. */
export interface Rbac {
  readonly rules?: RbacRules;
  /** Evaluated, written down, never enforced. */
  readonly shadowRules?: RbacRules;
  readonly shadowRulesStatPrefix?: string;
}

/** envoy.extensions.filters.network.rbac.v3.RBAC */
export interface NetworkRbac extends Rbac {
  readonly statPrefix: string;
}
