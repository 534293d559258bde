import { durationMs } from '../../cluster/durations';
import type { HashPolicy, Route, RouteAction } from '../../config/index';
import type { CompiledRoute } from '../../match/route-configuration';
import { parseFraction, type Fraction } from '../fraction';
import { operationsOf, type LevelOperations } from '../../http/header-operations';
import { RetryRules } from './retry-policy';
import { compilePathRewrite, type PathRewrite } from './rewrite';

export interface Mirror {
  readonly cluster: string;
  readonly fraction: Fraction;
  readonly keepHost: boolean;
}

/** A forwarding route with everything parsed that the router needs per request. */
export interface RoutePlan {
  readonly config: Route;
  readonly action: RouteAction;
  readonly operations: LevelOperations;
  readonly pathRewrite: PathRewrite | undefined;
  /** 0 = none. */
  readonly timeoutMs: number;
  readonly retry: RetryRules;
  readonly hashPolicies: readonly HashPolicy[];
  readonly mirrors: readonly Mirror[];
  readonly attemptCount: boolean;
  /** Says nothing of itself in headers. */
  readonly isQuiet: boolean;
  readonly clusterNotFoundStatus: number;
}

/** Parses a forwarding route, once. */
export function planRoute(route: CompiledRoute, action: RouteAction, isQuiet: boolean): RoutePlan {
  const { config } = route;
  return {
    config,
    action,
    operations: operationsOf(config),
    pathRewrite: compilePathRewrite(config.match, action),
    timeoutMs: durationMs(action.timeout) ?? 15_000,
    retry: new RetryRules(action.retryPolicy),
    hashPolicies: action.hashPolicy ?? [],
    mirrors: (action.requestMirrorPolicies ?? []).map((policy) => ({
      cluster: policy.cluster,
      fraction: parseFraction(policy.runtimeFraction.defaultValue),
      keepHost: policy.disableShadowHostSuffixAppend === true,
    })),
    isQuiet,
    attemptCount: route.virtualHost.config.includeRequestAttemptCount === true,
    clusterNotFoundStatus: action.clusterNotFoundResponseCode === 'INTERNAL_SERVER_ERROR' ? 500 : 503,
  };
}
