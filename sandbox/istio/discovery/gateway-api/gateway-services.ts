import type { KubeGatewaySpec } from '../api/index';
import type { Config } from '../config';
import { serviceHostname } from '../short-name';
import type { ClassInfo } from './gateway-classes';
import type { Problem } from './problem';

/** Whether istiod makes a Deployment and a Service for a Gateway: unless it names a host of its own. */
export function isManaged({ addresses = [] }: KubeGatewaySpec): boolean {
  const [first] = addresses;
  if (first === undefined) return true;
  return addresses.length === 1 && (first.type ?? 'IPAddress') === 'IPAddress';
}

/** The name of what is made for a Gateway: `<gateway>-<class>`, unless an annotation says otherwise. */
export function managedName(gateway: Config<KubeGatewaySpec>, info: ClassInfo): string {
  const override = gateway.annotations['gateway.istio.io/name-override'];
  return override === undefined || override === '' ? defaultName(gateway, info) : override;
}

/** The service account of a managed gateway; empty when somebody else runs it. */
export function serviceAccountName(gateway: Config<KubeGatewaySpec>, info: ClassInfo): string {
  if (!isManaged(gateway.spec)) return '';
  return gateway.annotations['gateway.istio.io/service-account'] || defaultName(gateway, info);
}

function defaultName({ name, spec }: Config<KubeGatewaySpec>, info: ClassInfo): string {
  return info.nameSuffix ? `${name}-${spec.gatewayClassName}` : name;
}

/** The host names of the services whose pods are the gateway. */
export function gatewayServices(
  gateway: Config<KubeGatewaySpec>,
  info: ClassInfo,
  clusterDomain: string,
): { readonly hostnames: readonly string[]; readonly problem?: Problem } {
  const { namespace, spec } = gateway;
  if (isManaged(spec))
    return { hostnames: [serviceHostname(managedName(gateway, info), namespace, clusterDomain)] };
  const addresses = spec.addresses ?? [];
  const isHost = ({ type }: { readonly type?: string }): boolean => (type ?? 'Hostname') === 'Hostname';
  const hostnames = addresses.filter(isHost).map(({ value = '' }) => {
    return value.includes('.') ? value : serviceHostname(value, namespace, clusterDomain);
  });
  const skipped = addresses.filter((address) => !isHost(address)).map(({ value = '' }) => value);
  if (skipped.length > 0)
    return {
      hostnames,
      problem: {
        reason: 'UnsupportedAddress',
        message: `only Hostname is supported, ignoring [${skipped.join(' ')}]`,
      },
    };
  if (gateway.annotations['networking.istio.io/service-type'] === undefined) return { hostnames };
  return {
    hostnames,
    problem: {
      reason: 'DeprecatedField',
      message:
        'annotation networking.istio.io/service-type is deprecated, use Spec.Infrastructure.Routeability',
    },
  };
}
