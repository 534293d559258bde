import type { Proxy, StatsInclusion } from '../envoy/index';
import { compileRe2, isRe2 } from '../lib/re2';
import { parseYaml } from '../lib/yaml/index';
import { httpResponse, type HttpResponse } from '../net/index';
import type { Listening } from './app-server';
import type { PodObject } from './objects';
import type { ProxyAgent } from './proxy-agent';

const ADMIN_PORT = 15_000;
const AGENT_PORT = 15_020;
const HEALTH_PORT = 15_021;
const METRICS_PORT = 15_090;

/** What every proxy keeps, whatever its pod asks for (pkg/bootstrap/config.go). */
const ALWAYS = {
  prefixes: [
    'reporter=',
    'cluster_manager',
    'listener_manager',
    'server',
    'cluster.xds-grpc',
    'wasm',
    'component',
    'istio',
  ],
  suffixes: ['rbac.allowed', 'rbac.denied', 'shadow_allowed', 'shadow_denied', 'downstream_cx_active'],
  patterns: [String.raw`vhost\..*\.route\..*`],
} as const;

/** The part of ProxyConfig that chooses statistics. */
interface StatsMatcher {
  readonly inclusionPrefixes?: readonly string[];
  readonly inclusionSuffixes?: readonly string[];
  readonly inclusionRegexps?: readonly string[];
}

/** Which statistics the proxy of a pod keeps: the required ones and those its annotations ask for. */
export function statsInclusionOf({ metadata }: PodObject): StatsInclusion {
  const annotations = metadata.annotations ?? {};
  const asked = matcherOf(annotations['proxy.istio.io/config']);
  const listed = (name: string): string[] =>
    (annotations[`sidecar.istio.io/statsInclusion${name}`] ?? '').split(',').filter((part) => part !== '');
  const patterns = [...ALWAYS.patterns, ...(asked.inclusionRegexps ?? []), ...listed('Regexps')];
  return {
    prefixes: [...ALWAYS.prefixes, ...(asked.inclusionPrefixes ?? []), ...listed('Prefixes')],
    suffixes: [...ALWAYS.suffixes, ...(asked.inclusionSuffixes ?? []), ...listed('Suffixes')],
    patterns: patterns.map(compileRe2).filter(isRe2),
  };
}

function matcherOf(config: string | undefined): StatsMatcher {
  if (config === undefined) return {};
  const value = parseYaml(config, { file: 'proxy.istio.io/config' }).documents[0]?.value;
  return (value as { readonly proxyStatsMatcher?: StatsMatcher } | undefined)?.proxyStatsMatcher ?? {};
}

/** The doors of a proxy and its agent: administration from inside the pod, metrics and health from everywhere. */
export function proxyPorts(proxy: Proxy, agent: ProxyAgent): Listening[] {
  const on = (port: number, answer: (method: string, path: string) => HttpResponse): Listening => ({
    ports: new Set([port]),
    instance: {
      *handle(request) {
        return answer(request.method, request.path);
      },
    },
  });
  const health = (): HttpResponse => httpResponse(proxy.admin('GET', '/ready').status);
  return [
    { ...on(ADMIN_PORT, (method, path) => admin(proxy, method, path)), loopback: true },
    on(METRICS_PORT, (_method, path) => metrics(proxy, path)),
    on(AGENT_PORT, (method, path) => agentAnswer(proxy, agent, method, path)),
    on(HEALTH_PORT, (_method, path) => (path === '/healthz/ready' ? health() : notFound())),
  ];
}

/** What the agent of a proxy answers at its own port (pilot/cmd/pilot-agent/status/server.go). */
export function agentAnswer(proxy: Proxy, agent: ProxyAgent, method: string, path: string): HttpResponse {
  if (path === '/healthz/ready') return httpResponse(proxy.admin('GET', '/ready').status);
  if (path !== '/drain') return metrics(proxy, path);
  if (method !== 'POST') return httpResponse(405, 'Method not allowed\n');
  agent.drainNow();
  return httpResponse(200, 'OK');
}

function metrics(proxy: Proxy, path: string): HttpResponse {
  return path === '/stats/prometheus' || path === '/metrics'
    ? admin(proxy, 'GET', '/stats/prometheus')
    : notFound();
}

function admin(proxy: Proxy, method: string, path: string): HttpResponse {
  const { status, contentType, body } = proxy.admin(method, path);
  return httpResponse(status, body, [
    ['content-type', contentType],
    ['cache-control', 'no-cache, max-age=0'],
    ['x-content-type-options', 'nosniff'],
    ['server', 'envoy'],
  ]);
}

function notFound(): HttpResponse {
  return httpResponse(404, '404 page not found\n', [['content-type', 'text/plain; charset=utf-8']]);
}
