import type { HttpFilter, NetworkFilter } from '../../../envoy/config/index';
import { memoByObject } from '../../../lib/memo';
import { jwtFilters } from '../authentication/jwt-filter';
import { customHttpFilters, httpRbacFilters, networkRbacFilters } from '../authorization/rbac-filters';
import type { Context } from '../context';

/** What policies put in front of everything else at a proxy that serves; the same on all of its chains. */
interface SecurityFilters {
  /** In Istio's order: CUSTOM, token, AUDIT, DENY, ALLOW (pilot/pkg/networking/core/listener_builder.go). */
  readonly http: readonly HttpFilter[];
  readonly tcp: readonly NetworkFilter[];
}

/** Made once per translation: a gateway may have a thousand chains. */
export const securityFilters = memoByObject((context: Context): SecurityFilters => ({
  http: [...customHttpFilters(context), ...jwtFilters(context), ...httpRbacFilters(context)],
  tcp: networkRbacFilters(context),
}));
