import type { ProxySettings } from '../discovery/index';
import { exitsOnZeroConnections, type ProxyEnvironment } from './environment';

/** Statistics that readiness and dashboards need, whatever a pod asks for (pkg/bootstrap/config.go). */
const REQUIRED = {
  prefix: ['cluster_manager', 'listener_manager', 'server', 'cluster.xds-grpc', 'wasm'],
  suffix: ['rbac.allowed', 'rbac.denied', 'shadow_allowed', 'shadow_denied'],
  regex: [String.raw`vhost\..*\.route\..*`],
} as const;
/** What an agent counts that waits until nobody is connected. */
const CONNECTIONS = 'downstream_cx_active';

/** The proxy whose statistics are meant. */
interface CountingProxy {
  /** Its pod's. */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly settings: ProxySettings;
  readonly environment: ProxyEnvironment;
  /** Of its pod; they stand in for `{pod_ip}`. */
  readonly ips: readonly string[];
}

/** Some names of statistics (`envoy.type.matcher.v3.StringMatcher`). */
type NamePattern =
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly safeRegex: { readonly regex: string } };

/** Which statistics a proxy keeps. Its pod's annotations take the place of what its configuration asks for. */
export function inclusionPatterns({
  annotations = {},
  settings,
  environment,
  ips,
}: CountingProxy): readonly NamePattern[] {
  const asked = (annotation: string, configured: readonly string[] = []): string[] => {
    const listed = annotations[`sidecar.istio.io/statsInclusion${annotation}`] ?? '';
    const found = listed === '' ? configured : listed.split(',');
    return found.flatMap((one) =>
      one.includes('{pod_ip}') ? ips.map((ip) => one.replaceAll('{pod_ip}', ip)) : [one],
    );
  };
  const { inclusionPrefixes, inclusionSuffixes, inclusionRegexps } = settings.proxyStatsMatcher ?? {};
  const counted = exitsOnZeroConnections(environment, settings) ? [CONNECTIONS] : [];
  return [
    { prefix: 'reporter=' },
    ...[...asked('Prefixes', inclusionPrefixes), ...REQUIRED.prefix].map((prefix) => ({ prefix })),
    ...[...asked('Suffixes', inclusionSuffixes), ...REQUIRED.suffix, ...counted].map((suffix) => ({
      suffix,
    })),
    ...[...asked('Regexps', inclusionRegexps), ...REQUIRED.regex].map((regex) => ({
      safeRegex: { regex },
    })),
    { prefix: 'component' },
    { prefix: 'istio' },
  ];
}
