import { at, containerOf } from '../../kube/index';
import type { Injection, Json } from './injection';
import { resources } from './resources';

/** Redirects the pod's traffic to the sidecar, then ends; undefined where nothing is redirected. */
export function initContainer(injection: Injection): Json | undefined {
  if (injection.interceptionMode === 'NONE') return undefined;
  const { options, proxyMetadata } = injection;
  return {
    name: 'istio-init',
    image: injection.image,
    args: redirection(injection),
    ...(options.imagePullPolicy === '' ? {} : { imagePullPolicy: options.imagePullPolicy }),
    ...(proxyMetadata.length === 0 ? {} : { env: proxyMetadata.map(([name, value]) => ({ name, value })) }),
    resources: resources(injection),
    securityContext: {
      allowPrivilegeEscalation: options.privileged,
      capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
      privileged: options.privileged,
      readOnlyRootFilesystem: false,
      runAsGroup: 0,
      runAsNonRoot: false,
      runAsUser: 0,
    },
  };
}

function redirection(injection: Injection): readonly string[] {
  const { annotations, options } = injection;
  const traffic = (name: string, fallback: string): string =>
    injection.setting(`traffic.sidecar.istio.io/${name}`, fallback);
  const only = traffic('includeOutboundPorts', options.includeOutboundPorts);
  const except = traffic('excludeOutboundPorts', options.excludeOutboundPorts);
  const virtual =
    annotations['istio.io/reroute-virtual-interfaces'] ??
    annotations['traffic.sidecar.istio.io/kubevirtInterfaces'];
  const interfaces = annotations['traffic.sidecar.istio.io/excludeInterfaces'];
  return [
    'istio-iptables',
    ...['-p', '15001', '-z', '15006', '-u', proxyUser(injection), '-m', injection.interceptionMode],
    ...['-i', traffic('includeOutboundIPRanges', options.includeIPRanges)],
    ...['-x', traffic('excludeOutboundIPRanges', options.excludeIPRanges)],
    ...['-b', traffic('includeInboundPorts', options.includeInboundPorts)],
    ...['-d', ['15090', '15021', ...excludedPorts(injection)].join()],
    ...(only === '' && !('traffic.sidecar.istio.io/includeOutboundPorts' in annotations) ? [] : ['-q', only]),
    ...(except === '' && !('traffic.sidecar.istio.io/excludeOutboundPorts' in annotations)
      ? []
      : ['-o', except]),
    ...(virtual === undefined ? [] : ['-k', virtual]),
    ...(interfaces === undefined ? [] : ['-c', interfaces]),
    `--log_output_level=${injection.setting('sidecar.istio.io/agentLogLevel', options.agentLogLevel)}`,
  ];
}

/** Whose connections are not redirected: the proxy's own, whoever the pod lets it run as. */
function proxyUser({ pod }: Injection): string {
  const user = at(containerOf(pod, 'istio-proxy'), 'securityContext', 'runAsUser');
  return typeof user === 'number' && user !== 0 ? String(user) : '1337';
}

/** Ports the sidecar leaves alone: the wished ones, and the one at which its agent answers. */
function excludedPorts(injection: Injection): readonly string[] {
  const wished = injection.setting(
    'traffic.sidecar.istio.io/excludeInboundPorts',
    injection.options.excludeInboundPorts,
  );
  const ports = wished
    .split(',')
    .map((port) => port.trim())
    .filter(Boolean);
  const { statusPort } = injection;
  return statusPort === '' || statusPort === '0' || ports.includes(statusPort)
    ? ports
    : [...ports, statusPort];
}
