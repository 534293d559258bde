import type { KubeGatewaySpec, Server } from '../api/index';
import type { Config } from '../config';
import { isIpAddress } from '../../../lib/ip-address';
import { toConditions, type Condition, type Finding } from './conditions';
import type { ConversionInput } from './conversion-input';
import type { ClassInfo } from './gateway-classes';
import { resolveInstances, type GatewayInstances } from './gateway-instances';
import type { ListenerStatus } from './listeners';
import { clientCertificateProblem } from './listener-tls';
import { kinds } from './object-kinds';
import type { Problem } from './problem';

interface Address {
  readonly type: string;
  readonly value: string;
}

/** What becomes of a Gateway; without addresses those it has stay. */
export interface GatewayStatus {
  readonly addresses?: readonly Address[];
  readonly attachedListenerSets?: number;
  readonly conditions: readonly Condition[];
  readonly listeners?: readonly ListenerStatus[];
}

/** What the status is made of. */
export interface GatewayReport {
  readonly gateway: Config<KubeGatewaySpec>;
  readonly info: ClassInfo;
  readonly hostnames: readonly string[];
  readonly servers: readonly Server[];
  readonly listeners: readonly ListenerStatus[];
  readonly validListeners: number;
  readonly listenerSets: number;
  readonly problem?: Problem | undefined;
}

/** The status of a Gateway that Istio serves (reportGatewayStatus). */
export function gatewayStatus(report: GatewayReport, input: ConversionInput): GatewayStatus {
  const { gateway, hostnames, servers } = report;
  const instances = resolveInstances(gateway.namespace, hostnames, servers, input);
  const { namespace, labels, spec } = gateway;
  const owner = { kind: kinds.gateway, namespace, labels };
  const addresses = addressesOf(report, instances);
  const { frontend, backend } = spec.tls ?? {};
  const validations = [frontend?.default, ...(frontend?.perPort ?? []).map(({ tls }) => tls)];
  const insecure = validations.some((entry) => entry?.validation?.mode === 'AllowInsecureFallback');
  return {
    ...(addresses.length > 0 ? { addresses } : {}),
    ...(report.listenerSets > 0 ? { attachedListenerSets: report.listenerSets } : {}),
    conditions: toConditions({
      Accepted: acceptance(report),
      Programmed: programmed(hostnames, instances),
      ResolvedRefs: {
        reason: 'ResolvedRefs',
        message: 'All references resolved',
        problem: clientCertificateProblem(backend?.clientCertificateRef, owner, input),
      },
      ...(insecure
        ? {
            InsecureFrontendValidationMode: {
              reason: 'ConfigurationChanged',
              message: 'Gateway is operating in AllowInsecureFallback mode for frontend validation',
            },
          }
        : {}),
    }),
    listeners: report.listeners,
  };
}

/** The status of a Gateway that stands for another cluster. */
export function remoteGatewayStatus({ spec }: Config<KubeGatewaySpec>): GatewayStatus {
  return {
    addresses: (spec.addresses ?? []).map(({ type = 'IPAddress', value = '' }) => ({ type, value })),
    conditions: toConditions({
      Accepted: { reason: 'Accepted', message: 'Resource accepted' },
      Programmed: { reason: 'Programmed', message: 'This Gateway is remote; Istio will not program it' },
    }),
  };
}

/** Whether the data plane stands, from where its services are. */
export function programmed(hostnames: readonly string[], instances: GatewayInstances): Finding {
  const { internal, warnings, usable } = instances;
  const assigned = joinWords(internal);
  const finding = {
    reason: 'Programmed',
    message:
      internal.length > 0 ? `Resource programmed, assigned to service(s) ${assigned}` : 'Resource programmed',
  };
  if (hostnames.length === 0) {
    const problem = { reason: 'UnsupportedAddress', message: 'Failed to assign to any requested addresses' };
    return { ...finding, problem };
  }
  if (warnings.length === 0) return finding;
  const all = warnings.join('; ');
  const message =
    internal.length > 0
      ? `Assigned to service(s) ${assigned}, but failed to assign to all requested addresses: ${all}`
      : `Failed to assign to any requested addresses: ${all}`;
  return { ...finding, problem: { reason: usable ? 'AddressNotAssigned' : 'AddressNotUsable', message } };
}

function acceptance({ problem, gateway, validListeners }: GatewayReport): Finding {
  const accepted = { reason: 'Accepted', message: 'Resource accepted' };
  if (problem !== undefined) return { ...accepted, problem };
  const total = gateway.spec.listeners?.length ?? 0;
  if (validListeners >= total) return accepted;
  if (validListeners > 0)
    return {
      reason: 'ListenersNotValid',
      message: "One or more of the Gateway's listeners are invalid",
    };
  const none = { reason: 'ListenersNotValid', message: "None of the Gateway's listeners are valid" };
  return { ...accepted, problem: none };
}

/** Addresses from outside; without any those inside, of the kind the class reports. */
function addressesOf({ gateway, info }: GatewayReport, instances: GatewayInstances): Address[] {
  const wanted = gateway.annotations['networking.istio.io/address-type'] ?? info.addressType;
  const inside = new Set<string>(wanted === 'Hostname' ? [] : instances.internalIps);
  if (wanted !== 'IPAddress') {
    for (const place of instances.internal) {
      const host = place.slice(0, place.lastIndexOf(':'));
      if (!instances.pending.includes(host)) inside.add(host);
    }
  }
  const found = instances.external.length > 0 ? instances.external : [...inside];
  return found.map((value) => ({ type: isIpAddress(value) ? 'IPAddress' : 'Hostname', value }));
}

function joinWords(words: readonly string[]): string {
  if (words.length <= 2) return words.join(' and ');
  return `${words.slice(0, -1).join(', ')}, and ${words.at(-1) ?? ''}`;
}
