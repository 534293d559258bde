import type { GatewaySpec } from '../../discovery/api/index';
import { internalAnnotations, selects, type Config, type ServiceTarget } from '../../discovery/index';
import type { Context } from '../context';
import { hasSameNamespace } from './gateway-ports';

/** A Gateway that a proxy serves, and the service targets that translate its ports. */
export interface SelectedGateway {
  readonly config: Config<GatewaySpec>;
  readonly targets: readonly ServiceTarget[];
  /** Chosen by labels: its ports may be the proxy's own as well as the service's. */
  readonly legacy: boolean;
}

/** The Gateways that a proxy serves, oldest first (pilot/pkg/model/push_context.go mergeGateways). */
export function gatewaysOf(context: Context): readonly SelectedGateway[] {
  const selected = context.snapshot.gateways.flatMap((config) => select(config, context) ?? []);
  return context.snapshot.features.strictGatewayMerging ? withoutStrangers(selected) : selected;
}

function select(config: Config<GatewaySpec>, context: Context): SelectedGateway | undefined {
  const named = config.annotations[internalAnnotations.gatewayService];
  if (named === undefined) {
    const applies = selects(config.spec.selector, context.proxy.labels);
    return applies ? { config, targets: context.targets, legacy: true } : undefined;
  }
  const known = new Set(named.split(','));
  const namespace = config.annotations[internalAnnotations.parentNamespace] || config.namespace;
  const targets = context.targets.filter(
    (target) => known.has(target.service.hostname) && hasSameNamespace(target, namespace),
  );
  return targets.length > 0 ? { config, targets, legacy: false } : undefined;
}

/** Proxies that Istio started for Gateways of Gateway API serve Gateways of Istio from those namespaces only. */
function withoutStrangers(selected: readonly SelectedGateway[]): readonly SelectedGateway[] {
  const managed = selected.filter(
    ({ config }) =>
      isOfGatewayApi(config) && (config.annotations[internalAnnotations.serviceAccountName] ?? '') !== '',
  );
  if (managed.length === 0) return selected;
  const homes = new Set(managed.map(({ config }) => config.namespace));
  return selected.filter(({ config }) => isOfGatewayApi(config) || homes.has(config.namespace));
}

function isOfGatewayApi({ annotations }: Config<GatewaySpec>): boolean {
  return annotations[internalAnnotations.gatewaySemantics] === 'gateway';
}
