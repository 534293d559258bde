import { corsFilter } from './cors/index';
import { extAuthzFilter } from './ext-authz/index';
import { faultFilter } from './fault/index';
import type { HttpFilterDeclaration } from './filter';
import { jwtAuthnFilter } from './jwt-authn/index';
import { localRateLimitFilter } from './local-ratelimit/index';
import { observingFilters } from './observing/index';
import { rbacFilter } from './rbac/index';
import { routerFilter } from './router/index';
import { statefulSessionFilter } from './stateful-session/index';

/** Every HTTP filter this proxy knows. One that is not here is reported as not simulated. */
export const httpFilters: readonly HttpFilterDeclaration[] = [
  ...observingFilters,
  jwtAuthnFilter,
  rbacFilter,
  extAuthzFilter,
  localRateLimitFilter,
  faultFilter,
  corsFilter,
  statefulSessionFilter,
  routerFilter,
];
