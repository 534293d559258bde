import type { FilterChain } from '../config/index';
import type { ProxyServices } from '../services';
import { extAuthzGuard } from './ext-authz/network-guard';
import type { NetworkGuard } from './network-guard';
import { rbacGuard } from './rbac/network-guard';

/** The filters in front of a TCP proxy, in order: a client that only listens is never judged. */
export function networkGuards({ filters }: FilterChain, services: ProxyServices): NetworkGuard[] {
  return filters.flatMap((filter) => {
    if (filter.name === 'envoy.filters.network.rbac') return [rbacGuard(filter.typedConfig)];
    if (filter.name === 'envoy.filters.network.ext_authz')
      return [extAuthzGuard(filter.typedConfig, services)];
    return [];
  });
}
