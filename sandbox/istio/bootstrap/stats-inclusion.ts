import type { ProxySettings } from '../discovery/index';
import type { Metadata } from './node-metadata';

/** Statistics that readiness, draining and dashboards need, whatever a pod asks for (pkg/bootstrap/config.go). */
const REQUIRED = {
  prefix: ['cluster_manager', 'listener_manager', 'server', 'cluster.xds-grpc', 'wasm'],
  suffix: ['rbac.allowed', 'rbac.denied', 'shadow_allowed', 'shadow_denied'],
  regex: [String.raw`vhost\..*\.route\..*`],
} as const;

/**
 * Which statistics a proxy keeps. Its pod's annotations take the place of what its configuration asks for.
 * @param ips of its pod; they stand in for `{pod_ip}`
 */
export function inclusionPatterns(
  annotations: Readonly<Record<string, string>>,
  { proxyStatsMatcher = {} }: ProxySettings,
  ips: readonly string[],
): readonly Metadata[] {
  const asked = (annotation: string, configured: readonly string[] = []): string[] => {
    const listed = annotations[`sidecar.istio.io/statsInclusion${annotation}`] ?? '';
    const found = listed === '' ? configured : listed.split(',');
    return found.flatMap((one) =>
      one.includes('{pod_ip}') ? ips.map((ip) => one.replaceAll('{pod_ip}', ip)) : [one],
    );
  };
  const { inclusionPrefixes, inclusionSuffixes, inclusionRegexps } = proxyStatsMatcher;
  return [
    { prefix: 'reporter=' },
    ...[...asked('Prefixes', inclusionPrefixes), ...REQUIRED.prefix].map((prefix) => ({ prefix })),
    ...[...asked('Suffixes', inclusionSuffixes), ...REQUIRED.suffix].map((suffix) => ({ suffix })),
    ...[...asked('Regexps', inclusionRegexps), ...REQUIRED.regex].map((regex) => ({
      safeRegex: { regex },
    })),
    { prefix: 'component' },
    { prefix: 'istio' },
  ];
}
