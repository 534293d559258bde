import type { Proxy, StatsInclusion } from '../envoy/index';
import { inclusionPatterns, writtenSettings } from '../istio/index';
import { compileRe2, isRe2 } from '../lib/re2';
import { httpResponse, type HttpResponse } from '../net/index';
import type { Listening } from './app-server';
import type { PodSandbox } from './pod-sandbox';
import type { ProxyAgent } from './proxy-agent';

const ADMIN_PORT = 15_000;
const AGENT_PORT = 15_020;
const HEALTH_PORT = 15_021;
const METRICS_PORT = 15_090;
const READINESS = '/healthz/ready';

/** Which statistics the proxy of a pod keeps, as its bootstrap says. @param environment of the proxy's container */
export function statsInclusionOf(
  { object, identity }: PodSandbox,
  environment: Readonly<Record<string, string>>,
): StatsInclusion {
  const patterns = inclusionPatterns({
    ...object.metadata,
    settings: writtenSettings(environment),
    environment,
    ips: [identity.ip, ...identity.additionalIps],
  });
  const named = (text: string): string[] => (text === '' ? [] : [text]);
  return {
    prefixes: patterns.flatMap((one) => ('prefix' in one ? named(one.prefix) : [])),
    suffixes: patterns.flatMap((one) => ('suffix' in one ? named(one.suffix) : [])),
    patterns: patterns
      .flatMap((one) => ('safeRegex' in one ? named(one.safeRegex.regex) : []))
      .map(compileRe2)
      .filter(isRe2),
  };
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
  return [
    { ...on(ADMIN_PORT, (method, path) => admin(proxy, method, path)), loopback: true },
    on(METRICS_PORT, (_method, path) => metrics(proxy, path)),
    on(AGENT_PORT, (method, path) => agentAnswer(proxy, agent, method, path)),
    on(HEALTH_PORT, (_method, path) => (path === READINESS ? health(proxy) : notFound())),
  ];
}

/** What the agent of a proxy answers at its own port (pilot/cmd/pilot-agent/status/server.go). */
export function agentAnswer(proxy: Proxy, agent: ProxyAgent, method: string, path: string): HttpResponse {
  if (path === READINESS) return health(proxy);
  if (path !== '/drain') return metrics(proxy, path);
  if (method !== 'POST') return httpResponse(405, 'Method not allowed\n');
  agent.drainNow();
  return httpResponse(200, 'OK');
}

function health(proxy: Proxy): HttpResponse {
  return httpResponse(proxy.admin('GET', '/ready').status);
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
